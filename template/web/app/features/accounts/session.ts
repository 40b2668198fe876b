import { hashKey, notifyManager, queryOptions, type QueryClient } from '@tanstack/react-query'

import { showMe } from '~/generated/sdk.gen'
import { showMeQueryKey } from '~/generated/@tanstack/react-query.gen'
import type { UserPublic } from '~/generated/types.gen'
import { forgetDrafts, setDraftOwner } from '~/lib/drafts'
import { setTimeZone } from '~/lib/exact-time'
import { hasStatus } from '~/lib/problem'

import { rememberSignedIn } from './utils/signed-in-hint'

/** The person who is signed in; null when nobody is. */
export const currentUserQuery = queryOptions({
  queryKey: showMeQueryKey(),
  queryFn: async ({ signal }): Promise<UserPublic | null> => {
    try {
      const { data } = await showMe({ signal, throwOnError: true })
      remember(data)
      return data
    } catch (error) {
      if (!hasStatus(error, 401)) throw error
      remember(null)
      return null
    }
  },
  staleTime: 60_000,
})

/** Whose page this is from now on. Public pages know the hint alone, and load nothing of the rest. */
function remember(user: UserPublic | null): void {
  const userId = user?.id ?? null
  rememberSignedIn(userId)
  setDraftOwner(userId)
  setTimeZone(user?.time_zone ?? null)
}

/** Another person, or nobody, is here now: everything that was loaded for the former one is dropped. */
export function setCurrentUser(queryClient: QueryClient, user: UserPublic | null): void {
  const { queryKey } = currentUserQuery
  remember(user)
  // An answer still on its way speaks of the former session.
  void queryClient.cancelQueries({ queryKey }, { revert: false, silent: true })
  queryClient.setQueryData(queryKey, user)
  queryClient.removeQueries({ predicate: ({ queryHash }) => queryHash !== hashKey(queryKey) })
}

/** The same person has changed: every page shows them as they are now. */
export function showChangedUser(queryClient: QueryClient, user: UserPublic): void {
  remember(user)
  queryClient.setQueryData(currentUserQuery.queryKey, user)
}

/** This browser is somebody else's from now on: asks whose. */
export async function changePerson(queryClient: QueryClient): Promise<void> {
  const user = await queryClient.fetchQuery({ ...currentUserQuery, staleTime: 0 })
  setCurrentUser(queryClient, user)
}

const leftKey = ['left-on-purpose']

/** Ends the session here because the person wants it, not because it ran out. */
export function leave(queryClient: QueryClient): void {
  forgetDrafts()
  notifyManager.batch(() => {
    setCurrentUser(queryClient, null)
    queryClient.setQueryData(leftKey, true)
  })
}

/** Whether nobody is here because the last person signed out in this tab. */
export function leftOnPurpose(queryClient: QueryClient): boolean {
  return queryClient.getQueryData(leftKey) === true
}
