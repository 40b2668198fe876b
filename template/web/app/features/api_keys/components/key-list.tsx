import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { RelativeTime } from '~/components/relative-time'
import { Button } from '~/components/ui/button'
import { ConfirmDialog } from '~/components/ui/confirm-dialog'
import { useConfirmation } from '~/features/accounts/hooks/use-confirmation'
import { listApiKeysQueryKey, revokeApiKeyMutation } from '~/generated/@tanstack/react-query.gen'
import type { ApiKeyPublic } from '~/generated/types.gen'
import { messageOf } from '~/lib/problem'
import { showToast } from '~/lib/toasts'

const day = new Intl.DateTimeFormat('en', { dateStyle: 'long' })

/** The keys of whoever is here, and the way to make one worthless. */
export function KeyList({ keys }: { keys: ApiKeyPublic[] }) {
  const [asking, setAsking] = useState<ApiKeyPublic | null>(null)
  const { confirmed, dialog } = useConfirmation()
  const queryClient = useQueryClient()
  const { mutateAsync: revokeKey } = useMutation(revokeApiKeyMutation())
  const revoke = useMutation({
    mutationFn: ({ id }: ApiKeyPublic) => confirmed(() => revokeKey({ path: { key_id: id } })),
    onSuccess: (_, { name }) => showToast('success', `“${name}” opens nothing any more.`),
    onError: (error) => showToast('failure', messageOf(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: listApiKeysQueryKey() }),
  })
  if (keys.length === 0) return <p className="text-sm text-muted-foreground">You have no keys yet.</p>
  return (
    <>
      <ul className="divide-y rounded-lg border">
        {keys.map((key) => (
          <li key={key.id} className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
            <div className="min-w-0">
              <p className="font-medium break-words">{key.name}</p>
              <p className="text-sm break-all text-muted-foreground">
                <code>{key.hint}</code>
              </p>
              <p className="text-sm text-muted-foreground">{key.scopes.join(', ')}</p>
              <p className="text-sm text-muted-foreground">
                <Ending time={key.expires_at} /> ·{' '}
                {key.used_at ? (
                  <>
                    Last used <RelativeTime time={key.used_at} />
                  </>
                ) : (
                  'Never used'
                )}
              </p>
            </div>
            <Button
              variant="secondary"
              busy={revoke.isPending && revoke.variables.id === key.id}
              aria-label={`Revoke ${key.name}`}
              onClick={() => setAsking(key)}
            >
              Revoke
            </Button>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={(stays) => !stays && setAsking(null)}
        title="Revoke this key?"
        description={`Programs that use “${asking?.name ?? ''}” stand still at once. It cannot be undone.`}
        confirmLabel="Revoke"
        onConfirm={() => {
          setAsking(null)
          if (asking) revoke.mutate(asking)
        }}
      />
      {dialog}
    </>
  )
}

function Ending({ time }: { time: string | null }) {
  const [now] = useState(() => new Date())
  if (time === null) return 'Never ends'
  return (
    <>
      {new Date(time) > now ? 'Ends' : 'Ended'} on <time dateTime={time}>{day.format(new Date(time))}</time>
    </>
  )
}
