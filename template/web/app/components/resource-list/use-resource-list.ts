import { useRef } from 'react'
import { useSearchParams } from 'react-router'

import { useNavigate } from '~/hooks/use-navigate'

import { listHref, listQuery, readListAddress, type ListAddress } from './list-address'
import type { ListDefinition } from './list-definition'

type Change<Order extends string, Filters> = Partial<Omit<ListAddress<Order, Filters>, 'cursor'>>

/** The part of a list that the address names, what to ask the server for it, and the ways to other parts. */
export function useResourceList<Item, Order extends string, Filters extends Record<string, string>>(
  definition: ListDefinition<Item, Order, Filters>,
) {
  const [parameters] = useSearchParams()
  const navigate = useNavigate()
  const address = readListAddress(definition, parameters)

  // What was asked for and does not stand in the address yet: a second change builds on the first one.
  const ahead = useRef<{ of: URLSearchParams; changes: Change<Order, Filters> }>(null)

  function show(changed: Change<Order, Filters>) {
    const earlier = ahead.current?.of === parameters ? ahead.current.changes : {}
    ahead.current = { of: parameters, changes: { ...earlier, ...changed } }
    // A cursor belongs to one search, one order and one choice: another list begins at its first page.
    const wanted = { ...address, ...ahead.current.changes, cursor: null }
    void navigate(listHref(definition, wanted), { replace: true, preventScrollReset: true })
  }

  return {
    definition,
    address,
    /** What the API's list takes as its query. */
    query: listQuery(definition, parameters),
    show,
    /** The address of a page of this list; null where there is none. */
    addressOf: (cursor: string | null) =>
      cursor === null ? null : listHref(definition, { ...address, cursor }),
    firstPage: listHref(definition, { ...address, cursor: null }),
    /** Whether the list is less than everything. */
    narrowed: address.search !== '' || Object.values(address.filters).some(Boolean),
  }
}

export type ResourceListState<
  Item,
  Order extends string,
  Filters extends Record<string, string>,
> = ReturnType<typeof useResourceList<Item, Order, Filters>>
