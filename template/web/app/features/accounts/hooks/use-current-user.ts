import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

import { currentUserQuery, setCurrentUser } from '../session'
import { watchOtherTabs } from '../utils/signed-in-hint'

/** For signed-in pages: asks the server who is here. */
export function useCurrentUser() {
  return useQuery(currentUserQuery)
}

/** Ends the session in this tab when it ended, or passed to another person, in a different one. */
export function useSessionOfOtherTabs() {
  const queryClient = useQueryClient()
  useEffect(
    () =>
      watchOtherTabs((userId) => {
        const known = queryClient.getQueryData(currentUserQuery.queryKey)
        if (!known || known.id === userId) return
        setCurrentUser(queryClient, null)
        if (userId !== null) void queryClient.invalidateQueries()
      }),
    [queryClient],
  )
}
