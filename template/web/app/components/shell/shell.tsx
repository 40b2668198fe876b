import { Menu } from 'lucide-react'
import { lazy, Suspense, useState, type ReactNode } from 'react'

import { Brand } from '~/components/brand'
import { PaletteButton, useCommandPalette } from '~/components/command-palette/palette-button'
import { NavigationList } from '~/components/shell/navigation-list'
import { OfflineNotice } from '~/components/shell/offline-notice'
import { UserMenu } from '~/components/shell/user-menu'
import { ThemeMenu } from '~/components/theme-menu'
import { Button } from '~/components/ui/button'
import { Sheet } from '~/components/ui/sheet'
import type { UserPublic } from '~/generated/types.gen'
import { homePath } from '~/utils/navigation'

// Most people never see it.
const ImpersonationBanner = lazy(async () => ({
  default: (await import('~/components/shell/impersonation-banner')).ImpersonationBanner,
}))

/** What surrounds every signed-in page: a sidebar on wide screens, a bar with a menu on narrow ones. */
export function Shell({ user, children }: { user: UserPublic; children: ReactNode }) {
  const [menuOpen, setMenuOpen] = useState(false)
  const { show, palette } = useCommandPalette()
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[15.5rem_1fr]">
      <aside className="sticky top-0 hidden h-dvh flex-col border-r bg-sidebar p-4 md:flex">
        <div className="mb-5 flex items-center justify-between gap-1">
          <Brand to={homePath()} className="m-2" />
          <ThemeMenu />
        </div>
        <PaletteButton onShow={show} />
        <NavigationList user={user} />
        <div className="mt-auto flex">
          <UserMenu user={user} />
        </div>
      </aside>
      <header className="sticky top-0 z-20 flex h-15 items-center justify-between border-b bg-background/90 px-3 backdrop-blur md:hidden">
        <Brand to={homePath()} className="ml-1" />
        <div className="flex">
          <PaletteButton compact onShow={show} />
          <Sheet
            open={menuOpen}
            onOpenChange={setMenuOpen}
            title="Menu"
            trigger={
              <Button variant="ghost" size="icon" aria-label="Open the menu">
                <Menu className="size-5" />
              </Button>
            }
          >
            <div className="flex flex-1 flex-col p-4">
              <Brand to={homePath()} className="m-2 mb-7" />
              <NavigationList user={user} onNavigate={() => setMenuOpen(false)} />
              <div className="mt-auto flex items-center gap-1">
                <UserMenu user={user} onNavigate={() => setMenuOpen(false)} />
                <ThemeMenu />
              </div>
            </div>
          </Sheet>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="min-w-0 px-4 py-7 outline-none sm:px-8 md:py-12 lg:px-14">
        <div className="mx-auto max-w-3xl">
          {user.impersonated_until && (
            <Suspense>
              <ImpersonationBanner name={user.name} until={user.impersonated_until} />
            </Suspense>
          )}
          <OfflineNotice />
          {children}
        </div>
      </main>
      {palette}
    </div>
  )
}
