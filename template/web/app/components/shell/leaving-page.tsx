import { useMutation, useQueryClient } from '@tanstack/react-query'

import { BarePage } from '~/components/bare-page'
import { Button } from '~/components/ui/button'
import { useSignOut } from '~/features/accounts/hooks/use-sign-out'
import { showChangedUser } from '~/features/accounts/session'
import { restoreMyAccount } from '~/generated/sdk.gen'
import { exactTime } from '~/lib/exact-time'
import { messageOf } from '~/lib/problem'
import { showToast } from '~/lib/toasts'

/** All that somebody sees who has left: until when they can come back, and the way to do so. */
export function LeavingPage({ leavesAt }: { leavesAt: string }) {
  const queryClient = useQueryClient()
  const signOut = useSignOut()
  const restore = useMutation({
    mutationFn: async () => (await restoreMyAccount({ throwOnError: true })).data,
    onSuccess: async (user) => {
      // What was asked for in the meantime was refused.
      await queryClient.resetQueries()
      showChangedUser(queryClient, user)
      showToast('success', 'Welcome back. Nothing is lost.')
    },
    onError: (error) => showToast('failure', messageOf(error)),
  })
  return (
    <BarePage>
      <div className="max-w-md px-5">
        <h1 className="font-serif text-4xl font-medium tracking-tight">You have left</h1>
        <p className="mt-3 text-pretty text-muted-foreground">
          Your account is erased on <time dateTime={leavesAt}>{exactTime(new Date(leavesAt))}</time>, with all
          that you have saved. Until then everything is still here.
        </p>
        <div className="mt-8 flex flex-wrap gap-3">
          <Button size="large" busy={restore.isPending} onClick={() => restore.mutate()}>
            Bring it back
          </Button>
          <Button size="large" variant="secondary" busy={signOut.isPending} onClick={() => signOut.mutate()}>
            Sign out
          </Button>
        </div>
      </div>
    </BarePage>
  )
}
