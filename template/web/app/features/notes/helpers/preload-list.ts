import { listQuery } from '~/components/resource-list/list-address'
import { preload } from '~/configuration/preload'
import { listNotesOptions } from '~/generated/@tanstack/react-query.gen'

import { noteList } from '../components/note-list'

/** Loads the first page of the list. */
export async function preloadList(): Promise<void> {
  await preload(listNotesOptions({ query: listQuery(noteList, new URLSearchParams()) }))
}
