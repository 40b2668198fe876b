import type { ReactNode } from 'react'

import { Brand } from '~/components/brand'
import { href } from '~/lib/href'

/** A few words in the middle of the window, below the product's name: what stands outside of every frame. */
export function BarePage({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="mx-auto flex h-18 w-full max-w-6xl items-center px-5 sm:px-8">
        <Brand to={href('/')} />
      </header>
      <main id="main" tabIndex={-1} className="grid flex-1 place-items-center pb-24">
        {children}
      </main>
    </div>
  )
}
