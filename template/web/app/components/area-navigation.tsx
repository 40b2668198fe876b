import type { LucideIcon } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import { useLocation } from 'react-router'

import { NavLink } from '~/components/link'
import type { Href } from '~/lib/href'

type AreaNavigationProps = {
  label: string
  entries: { to: Href; label: string; icon: LucideIcon }[]
  /** Pages of the server's own that belong to the area. */
  beyond?: { address: string; label: string; icon: LucideIcon }[]
}

/** The pages of an area of the product, side by side above each of them. */
export function AreaNavigation({ label, entries, beyond = [] }: AreaNavigationProps) {
  const navigation = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  useLayoutEffect(() => {
    // Narrow screens have no place for all of them: the one where one is shall be seen.
    const index = entries.findIndex(({ to }) => pathname.startsWith(to))
    const current = navigation.current?.querySelectorAll('a')[index]
    if (!navigation.current || !current) return
    const end = current.offsetLeft + current.offsetWidth + margin
    navigation.current.scrollLeft = end - navigation.current.clientWidth
  }, [pathname, entries])
  return (
    <nav
      ref={navigation}
      aria-label={label}
      className="relative -mx-4 mb-7 overflow-x-auto border-b px-4 sm:mx-0 sm:px-0"
    >
      <ul className="-mb-px flex gap-6">
        {entries.map(({ to, label: name, icon: Icon }) => (
          <li key={to}>
            <NavLink to={to} className={entryClasses}>
              <Icon aria-hidden className="size-4" />
              {name}
            </NavLink>
          </li>
        ))}
        {beyond.map(({ address, label: name, icon: Icon }) => (
          <li key={address} className="ml-auto">
            <a href={address} className={entryClasses}>
              <Icon aria-hidden className="size-4" />
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** What stays free beside the last one, in pixels: as much as beside the first. */
const margin = 16

const entryClasses =
  'flex h-11 items-center gap-2 rounded-t-md border-b-2 border-transparent text-sm font-medium whitespace-nowrap text-muted-foreground transition-colors outline-none hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-inset aria-[current=page]:border-primary aria-[current=page]:text-foreground'
