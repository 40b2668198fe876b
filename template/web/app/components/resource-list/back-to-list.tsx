import { ChevronLeft } from 'lucide-react'
import { useLocation } from 'react-router'

import { Link } from '~/components/link'
import { withSearch, type Href } from '~/lib/href'

/** Give this as the state of a link from a list to one of its rows, so that the row knows the way back. */
export function useListState(): { listSearch: string } {
  return { listSearch: useLocation().search }
}

/** The address of a list as the person left it: its search, its order and its page. */
export function useListAddress(list: Href): Href {
  const state: unknown = useLocation().state
  if (typeof state !== 'object' || state === null || !('listSearch' in state)) return list
  return typeof state.listSearch === 'string' ? withSearch(list, state.listSearch) : list
}

/** The way back from a row to its list, above the row's page. */
export function BackToList({ to, label }: { to: Href; label: string }) {
  return (
    <Link
      to={useListAddress(to)}
      className="mb-5 -ml-1 inline-flex items-center gap-1 rounded-sm pr-1 text-sm font-medium text-muted-foreground outline-none hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring"
    >
      <ChevronLeft aria-hidden className="size-4" />
      {label}
    </Link>
  )
}
