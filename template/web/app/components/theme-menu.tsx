import { Moon, Sun } from 'lucide-react'
import { lazy, Suspense, useState, type ComponentProps } from 'react'

import { Button } from '~/components/ui/button'

const loadMenu = () => import('~/components/theme-menu-opened')
const OpenedThemeMenu = lazy(async () => ({ default: (await loadMenu()).OpenedThemeMenu }))

/** Chooses the theme. Menus are a third of what a first page would weigh, so this one comes when a hand approaches. */
export function ThemeMenu() {
  const [wanted, setWanted] = useState(false)
  const warm = () => void loadMenu().catch(() => {})
  const button = (
    <ThemeButton
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={warm}
      onFocus={warm}
      onClick={() => setWanted(true)}
    />
  )
  if (!wanted) return button
  return (
    <Suspense fallback={button}>
      <OpenedThemeMenu trigger={<ThemeButton />} />
    </Suspense>
  )
}

function ThemeButton(properties: ComponentProps<typeof Button>) {
  return (
    <Button variant="ghost" size="icon" aria-label="Theme" {...properties}>
      <Sun className="dark:hidden" />
      <Moon className="hidden dark:block" />
    </Button>
  )
}
