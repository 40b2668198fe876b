import type { ReactNode } from 'react'

import type { Href } from '~/lib/href'

/** A page of a list, as every list of the API answers. */
export type Page<Item> = {
  items: Item[]
  next_cursor: string | null
  previous_cursor: string | null
}

type Choice<Value extends string> = { value: Value; label: string }

export type Column<Item, Order extends string> = {
  header: string
  cell: (item: Item) => ReactNode
  /** The orders by this column: the one of a first press on its head, then the other. A leading minus descends. */
  orders?: [Choice<Order>, Choice<Order>]
  /** `main` is the column that names the row, `wide` one that narrow screens do without. */
  kind?: 'main' | 'wide'
}

/** What there is to know about a list before anything of it is loaded. */
export type ListDefinition<Item, Order extends string, Filters extends Record<string, string>> = {
  /** The address of the list. */
  path: Href
  /** What rows are called, as in `invoices`, and one of them. */
  many: string
  one: string
  /** What a row is called where it is spoken of, on its checkbox for example. */
  titleOf: (item: Item) => string
  columns: Column<Item, Order>[]
  defaultOrder: Order
  /** The filters of the list; each is one of its choices, or nothing. */
  filters: { [Name in keyof Filters]: { label: string; choices: Choice<Filters[Name]>[] } }
  pageSize?: number
}

/** Declares a list; the types of its orders and filters come from the API's query. */
export function defineList<Item, Order extends string, Filters extends Record<string, string> = {}>(
  definition: ListDefinition<Item, Order, Filters>,
): ListDefinition<Item, Order, Filters> {
  return definition
}

/** All orders of a list, those of its first column first. */
export function ordersOf<Order extends string>({
  columns,
}: {
  columns: Column<never, Order>[]
}): Choice<Order>[] {
  return columns.flatMap(({ orders }) => orders ?? [])
}
