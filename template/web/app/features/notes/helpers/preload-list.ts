import { preload } from '~/configuration/preload'

import { noteListOptions, readListParameters } from './list-parameters'

/** Loads the first page of the list. */
export async function preloadList(): Promise<void> {
  await preload(noteListOptions(readListParameters(new URLSearchParams())))
}
