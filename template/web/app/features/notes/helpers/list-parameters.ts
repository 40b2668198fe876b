import { listNotesOptions } from '~/generated/@tanstack/react-query.gen'
import type { ListNotesData } from '~/generated/types.gen'
import { href, withSearch, type Href } from '~/lib/href'

const pageSize = 25

export type NoteOrder = NonNullable<NonNullable<ListNotesData['query']>['order']>

export type ListParameters = {
  search: string
  order: NoteOrder
  cursor: string | null
}

export const noteOrders: { value: NoteOrder; label: string }[] = [
  { value: '-updated_at', label: 'Last edited' },
  { value: 'updated_at', label: 'Longest untouched' },
  { value: '-created_at', label: 'Newest' },
  { value: 'created_at', label: 'Oldest' },
  { value: 'title', label: 'Title, A to Z' },
  { value: '-title', label: 'Title, Z to A' },
]

const defaultOrder: NoteOrder = '-updated_at'

/** An order that does not exist becomes the default one. */
export function noteOrderFrom(text: string | null): NoteOrder {
  return noteOrders.find(({ value }) => value === text)?.value ?? defaultOrder
}

/** Reads the address of the list. */
export function readListParameters(parameters: URLSearchParams): ListParameters {
  return {
    search: parameters.get('search') ?? '',
    order: noteOrderFrom(parameters.get('order')),
    cursor: parameters.get('cursor'),
  }
}

/** The address of the list, without what is as it is by default. */
export function listAddress({ search, order, cursor }: ListParameters): Href {
  return withSearch(href('/notes'), { search, order: order === defaultOrder ? null : order, cursor })
}

/** The query for the page of notes that an address names. */
export function noteListOptions({ search, order, cursor }: ListParameters) {
  return listNotesOptions({
    query: { order, size: pageSize, ...(search && { search }), ...(cursor && { cursor }) },
  })
}
