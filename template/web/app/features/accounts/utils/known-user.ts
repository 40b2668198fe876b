import type { UserPublic } from '~/generated/types.gen'

import { isProbablySignedIn } from '../utils/signed-in-hint'

const patienceMilliseconds = 3000

/**
 * For the loaders of public pages: the person who is signed in, or null. A visitor who never was signed in here is not
 * asked about, and does not load what asking takes; a server that cannot say leaves the page as visitors see it.
 */
export async function knownUser(): Promise<UserPublic | null> {
  if (!isProbablySignedIn()) return null
  const soon = new Promise<null>((resolve) => setTimeout(() => resolve(null), patienceMilliseconds))
  return Promise.race([askedUser().catch(() => null), soon])
}

async function askedUser(): Promise<UserPublic | null> {
  const [{ queryClient }, { currentUserQuery }] = await Promise.all([
    import('~/configuration/query-client'),
    import('../session'),
  ])
  return queryClient.ensureQueryData(currentUserQuery)
}
