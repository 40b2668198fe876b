import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Outlet, useLocation } from 'react-router'

import { BarePage } from '~/components/bare-page'
import { Navigate } from '~/components/link'
import { QueryFailure } from '~/components/query-failure'
import { LeavingPage } from '~/components/shell/leaving-page'
import { Shell } from '~/components/shell/shell'
import { ShellSkeleton } from '~/components/shell/shell-skeleton'
import { queryClient } from '~/configuration/query-client'
import { useCurrentUser, useSessionOfOtherTabs } from '~/features/accounts/hooks/use-current-user'
import { currentUserQuery, leftOnPurpose } from '~/features/accounts/session'
import { pathWithReturn } from '~/features/accounts/utils/return-parameter'
import { href } from '~/lib/href'
import { mayBeResumed, resumeSession } from '~/utils/resume-session'

/** Asks who is here while the page's code and data are on their way; the guard waits for the answer. */
export function clientLoader() {
  void queryClient.prefetchQuery(currentUserQuery)
  return null
}

/** The frame of every page that needs a person: without one it sends the visitor to sign in, and back afterwards. */
export default function SignedIn() {
  return (
    <QueryClientProvider client={queryClient}>
      <Guard />
    </QueryClientProvider>
  )
}

function Guard() {
  useSessionOfOtherTabs()
  const { data: user, error, isPending, isFetching, refetch } = useCurrentUser()
  const isSignedIn = Boolean(user)
  useEffect(() => {
    // Whoever keeps the session keeps it alive from now on.
    if (isSignedIn) void resumeSession()
  }, [isSignedIn])

  if (user?.leaves_at) return <LeavingPage leavesAt={user.leaves_at} />
  if (user) {
    return (
      <Shell user={user}>
        <Outlet />
      </Shell>
    )
  }
  if (isPending) return <ShellSkeleton />
  if (user === null) return leftOnPurpose(queryClient) ? <Navigate replace to={href('/')} /> : <Visitor />
  return (
    <BarePage>
      <QueryFailure
        heading="h1"
        title="Your account could not be opened"
        error={error}
        onRetry={refetch}
        retrying={isFetching}
      />
    </BarePage>
  )
}

/** Is sent to sign in, unless there is a session to be taken up again. */
function Visitor() {
  const { pathname, search, hash } = useLocation()
  const { refetch } = useCurrentUser()
  const [isResuming, setResuming] = useState(mayBeResumed)
  useEffect(() => {
    if (!isResuming) return
    void resumeSession()
      .then((found) => (found ? refetch() : null))
      // Whoever is found is shown at once by the guard, and no visitor any more.
      .then((found) => found?.data ?? setResuming(false))
  }, [isResuming, refetch])
  if (isResuming) return <ShellSkeleton />
  return <Navigate replace to={pathWithReturn('/sign-in', pathname + search + hash)} />
}
