import type { ReactNode } from 'react'

import { Brand } from '~/components/brand'
import { ThemeMenu } from '~/components/theme-menu'
import { href } from '~/lib/href'

/** The bar above pages for everybody. */
export function PublicHeader({ children }: { children?: ReactNode }) {
  return (
    <header className="mx-auto flex h-18 w-full max-w-6xl items-center justify-between gap-3 px-5 sm:px-8">
      <Brand to={href('/')} />
      <div className="flex shrink-0 items-center gap-1.5 sm:gap-2.5">
        <ThemeMenu />
        {children}
      </div>
    </header>
  )
}
