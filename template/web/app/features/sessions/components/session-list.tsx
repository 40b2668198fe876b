import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { RelativeTime } from '~/components/relative-time'
import { Button } from '~/components/ui/button'
import { ConfirmDialog } from '~/components/ui/confirm-dialog'
import {
  endOtherSessionsMutation,
  endSessionMutation,
  listSessionsQueryKey,
} from '~/generated/@tanstack/react-query.gen'
import type { SessionPublic } from '~/generated/types.gen'
import { messageOf } from '~/lib/problem'
import { showToast } from '~/lib/toasts'

/** Where somebody is signed in, and the way to end it there. */
export function SessionList({ sessions }: { sessions: SessionPublic[] }) {
  const [asking, setAsking] = useState(false)
  const queryClient = useQueryClient()
  const settled = {
    onError: (error: unknown) => showToast('failure', messageOf(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: listSessionsQueryKey() }),
  }
  const endSession = useMutation({ ...endSessionMutation(), ...settled })
  const endOthers = useMutation({
    ...endOtherSessionsMutation(),
    ...settled,
    onSuccess: () => showToast('success', 'You are signed out everywhere else.'),
  })
  // Administrators who are somebody else see theirs, and their own is not among them.
  if (sessions.length === 0) return <p className="text-sm text-muted-foreground">Nowhere at the moment.</p>
  return (
    <div className="grid gap-5">
      <ul className="divide-y rounded-lg border">
        {thisOneFirst(sessions).map((session) => (
          <li key={session.id} className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
            <div>
              <p className="font-medium">{session.device}</p>
              <p className="text-sm text-muted-foreground">
                {session.is_this_one ? (
                  'This browser'
                ) : (
                  <>
                    Last seen <RelativeTime time={session.seen_at} />
                  </>
                )}
                {session.address && <> · {placeOf(session)}</>}
              </p>
            </div>
            {!session.is_this_one && (
              <Button
                variant="secondary"
                busy={endSession.isPending && endSession.variables.path.session_id === session.id}
                aria-label={`Sign out ${session.device}`}
                onClick={() => endSession.mutate({ path: { session_id: session.id } })}
              >
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <div>
          <Button variant="secondary" busy={endOthers.isPending} onClick={() => setAsking(true)}>
            Sign out everywhere else
          </Button>
        </div>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Sign out everywhere else?"
        description="Every other browser has to sign in again. What was not saved there is lost."
        confirmLabel="Sign out"
        onConfirm={() => {
          setAsking(false)
          endOthers.mutate({})
        }}
      />
    </div>
  )
}

const thisOneFirst = (sessions: SessionPublic[]) =>
  sessions.toSorted((one, other) => Number(other.is_this_one) - Number(one.is_this_one))

/** The address, with what is known of it. */
function placeOf({ address, country, is_in_own_network }: SessionPublic): string {
  if (is_in_own_network) return `${address} (inside a network)`
  if (country === null) return address
  return `${new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country} · ${address}`
}
