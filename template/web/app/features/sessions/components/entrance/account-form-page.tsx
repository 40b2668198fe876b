import type { ReactNode } from 'react'

import { PublicHeader } from '~/components/public-header'

type AccountFormPageProps = {
  title: string
  description: string
  children: ReactNode
  /** The way to the neighbouring page, below the form. */
  footer: ReactNode
}

/** The frame of the pages on which one signs in or up. */
export function AccountFormPage({ title, description, children, footer }: AccountFormPageProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <PublicHeader />
      <main
        id="main"
        tabIndex={-1}
        // Not in the middle of the window: the form would jump when errors make it longer.
        className="mx-auto flex w-full max-w-md flex-1 flex-col px-5 pt-10 pb-20 sm:pt-[13dvh]"
      >
        <h1 className="font-serif text-4xl font-medium tracking-tight">{title}</h1>
        <p className="mt-2 text-pretty text-muted-foreground">{description}</p>
        <div className="mt-8">{children}</div>
        <p className="mt-8 text-sm text-muted-foreground">{footer}</p>
      </main>
    </div>
  )
}
