import { Search } from 'lucide-react'
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react'

import { Button } from '~/components/ui/button'

const loadPalette = () => import('./command-palette')
const CommandPalette = lazy(async () => ({ default: (await loadPalette()).CommandPalette }))

/** The palette for a frame: `show` opens it, as Ctrl or ⌘ with K do anywhere, and `palette` is to be rendered once. */
export function useCommandPalette(): { show: () => void; palette: ReactNode } {
  const [open, setOpen] = useState(false)
  const [wanted, setWanted] = useState(false)

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return
      event.preventDefault()
      setWanted(true)
      setOpen((was) => !was)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])

  return {
    show: () => {
      setWanted(true)
      setOpen(true)
    },
    // Its code comes with the first wish for it, and it stays, so that it can give back the focus.
    palette: wanted && (
      <Suspense>
        <CommandPalette open={open} onOpenChange={setOpen} />
      </Suspense>
    ),
  }
}

/** Opens the palette, and tells the keys that do. `compact` is for bars with little room. */
export function PaletteButton({ compact = false, onShow }: { compact?: boolean; onShow: () => void }) {
  const warm = () => void loadPalette().catch(() => {})
  const handlers = { onClick: onShow, onPointerEnter: warm, onFocus: warm }
  if (compact) {
    return (
      <Button variant="ghost" size="icon" aria-label="Commands" {...handlers}>
        <Search className="size-5" />
      </Button>
    )
  }
  return (
    <button
      type="button"
      aria-keyshortcuts="Control+K Meta+K"
      className="mb-4 flex h-10 w-full items-center gap-3 rounded-md border bg-card px-3 text-sm text-muted-foreground shadow-xs transition-colors outline-none hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring"
      {...handlers}
    >
      <Search aria-hidden className="size-4" />
      Commands
      <kbd aria-hidden className="ml-auto font-sans text-xs">
        {isApple() ? '⌘ K' : 'Ctrl K'}
      </kbd>
    </button>
  )
}

function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent)
}
