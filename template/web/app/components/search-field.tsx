import { Search, X } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { useLocation, useNavigation } from 'react-router'

import { Input } from '~/components/ui/input'
import { cn } from '~/lib/class-names'

const pauseBeforeSearch = 300

type SearchFieldProps = {
  label: string
  value: string
  /** The longest search that the server takes. */
  maxLength?: number
  /** Called when the typing pauses, or at once with Enter. */
  onSearch: (value: string) => void
}

export function SearchField({ label, value, maxLength, onSearch }: SearchFieldProps) {
  const [typed, setTyped] = useState(value)
  const [shownValue, setShownValue] = useState(value)
  if (shownValue !== value) {
    // The address changed by other means than typing: a link, or the back button.
    setShownValue(value)
    if (typed.trim() !== value) setTyped(value)
  }

  const here = useLocation().pathname
  const ahead = useNavigation().location
  const search = useEffectEvent((wanted: string) => {
    // Somebody has pressed a link meanwhile, and is on the way to another page.
    if (ahead === undefined || ahead.pathname === here) onSearch(wanted)
  })
  useEffect(() => {
    const wanted = typed.trim()
    if (wanted === value) return undefined
    const timer = setTimeout(() => search(wanted), pauseBeforeSearch)
    return () => clearTimeout(timer)
  }, [typed, value])

  return (
    <form
      role="search"
      className="relative min-w-44 flex-1"
      onSubmit={(event) => {
        event.preventDefault()
        onSearch(typed.trim())
      }}
    >
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
      />
      <Input
        type="search"
        aria-label={label}
        placeholder={label}
        maxLength={maxLength}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className={cn('pl-9 [&::-webkit-search-cancel-button]:hidden', typed && 'pr-10')}
      />
      {typed && (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => {
            setTyped('')
            onSearch('')
          }}
          className="absolute inset-y-0 right-0 grid w-10 place-items-center rounded-md text-muted-foreground outline-none hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </form>
  )
}
