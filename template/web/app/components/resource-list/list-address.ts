import { withSearch, type Href } from '~/lib/href'

import { ordersOf, type ListDefinition } from './list-definition'

const usualPageSize = 25

/** Which part of a list is shown, as its address says. */
export type ListAddress<Order extends string, Filters> = {
  search: string
  order: Order
  filters: Partial<Filters>
  cursor: string | null
}

/** Reads the address of a list. An order or a choice that does not exist becomes the usual one. */
export function readListAddress<Item, Order extends string, Filters extends Record<string, string>>(
  definition: ListDefinition<Item, Order, Filters>,
  parameters: URLSearchParams,
): ListAddress<Order, Filters> {
  const wanted = parameters.get('order')
  const filters: Partial<Record<keyof Filters, string>> = {}
  for (const name in definition.filters) {
    const text = parameters.get(name)
    const choice = definition.filters[name].choices.find(({ value }) => value === text)
    if (choice) filters[name] = choice.value
  }
  return {
    search: parameters.get('search') ?? '',
    order: ordersOf(definition).find(({ value }) => value === wanted)?.value ?? definition.defaultOrder,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every value is one of its own filter's choices
    filters: filters as Partial<Filters>,
    cursor: parameters.get('cursor'),
  }
}

/** What the API's list takes as its query, for the part of the list that an address names. */
export function listQuery<Item, Order extends string, Filters extends Record<string, string>>(
  definition: ListDefinition<Item, Order, Filters>,
  parameters: URLSearchParams,
) {
  const { search, order, filters, cursor } = readListAddress(definition, parameters)
  return {
    ...filters,
    order,
    size: definition.pageSize ?? usualPageSize,
    ...(search && { search }),
    ...(cursor && { cursor }),
  }
}

/** The address of a list, without what is as it is by default. */
export function listHref<Item, Order extends string, Filters extends Record<string, string>>(
  { path, defaultOrder }: ListDefinition<Item, Order, Filters>,
  { search, order, filters, cursor }: ListAddress<Order, Filters>,
): Href {
  return withSearch(path, { search, ...filters, order: order === defaultOrder ? null : order, cursor })
}
