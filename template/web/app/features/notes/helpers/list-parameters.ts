import type { ListNotesData } from '~/generated/types.gen'

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

/** The query string of the list, with its question mark; empty for the first page of everything. */
export function listQueryString({ search, order, cursor }: ListParameters): string {
  const parameters = new URLSearchParams()
  if (search) parameters.set('search', search)
  if (order !== defaultOrder) parameters.set('order', order)
  if (cursor) parameters.set('cursor', cursor)
  return parameters.size > 0 ? `?${parameters}` : ''
}
