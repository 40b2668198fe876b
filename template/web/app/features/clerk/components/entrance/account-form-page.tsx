import type { ReactNode } from 'react'

import { PublicHeader } from '~/components/public-header'

type AccountFormPageProps = { title: string; description: string; children: ReactNode }

/** The frame of the pages on which one signs in or up. */
export function AccountFormPage({ title, description, children }: AccountFormPageProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <PublicHeader />
      <main id="main" tabIndex={-1} className="mx-auto flex w-full max-w-md flex-1 flex-col px-5 pt-10 pb-20">
        <h1 className="font-serif text-4xl font-medium tracking-tight">{title}</h1>
        <p className="mt-2 text-pretty text-muted-foreground">{description}</p>
        <div className="mt-8">{children}</div>
      </main>
    </div>
  )
}
