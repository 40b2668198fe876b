import { ChevronLeft } from 'lucide-react'
import { useLocation } from 'react-router'

import { Link } from '~/components/link'
import { href, withSearch, type Href } from '~/lib/href'

/** The address of the list as the person left it: its search, its order and its page. */
export function useListAddress(): Href {
  const state: unknown = useLocation().state
  const list = href('/notes')
  if (typeof state !== 'object' || state === null || !('listSearch' in state)) return list
  return typeof state.listSearch === 'string' ? withSearch(list, state.listSearch) : list
}

export function BackToList() {
  return (
    <Link
      to={useListAddress()}
      className="mb-5 -ml-1 inline-flex items-center gap-1 rounded-sm pr-1 text-sm font-medium text-muted-foreground outline-none hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring"
    >
      <ChevronLeft aria-hidden className="size-4" />
      Notes
    </Link>
  )
}
