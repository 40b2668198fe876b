import type { LucideIcon } from 'lucide-react'

import { NavLink } from '~/components/link'
import type { Href } from '~/lib/href'

type AreaNavigationProps = {
  label: string
  entries: { to: Href; label: string; icon: LucideIcon }[]
}

/** The pages of an area of the product, side by side above each of them. */
export function AreaNavigation({ label, entries }: AreaNavigationProps) {
  return (
    <nav aria-label={label} className="-mx-4 mb-7 overflow-x-auto border-b px-4 sm:mx-0 sm:px-0">
      <ul className="-mb-px flex gap-6">
        {entries.map(({ to, label: name, icon: Icon }) => (
          <li key={to}>
            <NavLink
              to={to}
              className="flex h-11 items-center gap-2 rounded-t-md border-b-2 border-transparent text-sm font-medium whitespace-nowrap text-muted-foreground transition-colors outline-none hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-inset aria-[current=page]:border-primary aria-[current=page]:text-foreground"
            >
              <Icon aria-hidden className="size-4" />
              {name}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
