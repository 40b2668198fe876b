import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'

import { reportError } from '~/configuration/observers/observers'
import { setCurrentUser } from '~/features/accounts/session'
import { ApiProblem, hasStatus } from '~/lib/problem'

function onError(error: unknown) {
  reportError(error)
  if (hasStatus(error, 401)) setCurrentUser(queryClient, null)
}

/** The cache of what the API answered. A 401 from any call ends the session in it; a 403 does not. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    // Without a network calls fail at once and say so, instead of waiting in silence; queries ask again when it is back.
    queries: {
      networkMode: 'always',
      staleTime: 10_000,
      retry: (failures, error) => failures < 2 && isPassing(error),
    },
    // A finished mutation still holds what was sent, a secret for example.
    mutations: { networkMode: 'always', gcTime: 0 },
  },
})

function isPassing(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 0 || error.status >= 500)
}
