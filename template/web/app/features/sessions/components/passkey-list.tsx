import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { RelativeTime } from '~/components/relative-time'
import { Button } from '~/components/ui/button'
import { ConfirmDialog } from '~/components/ui/confirm-dialog'
import { useConfirmation } from '~/features/accounts/hooks/use-confirmation'
import { listPasskeysQueryKey, removePasskeyMutation } from '~/generated/@tanstack/react-query.gen'
import type { PasskeyPublic } from '~/generated/types.gen'
import { messageOf } from '~/lib/problem'
import { showToast } from '~/lib/toasts'

import { PasskeyNameDialog } from './passkey-name-dialog'

/** The passkeys of whoever is here, and what can be done with them. */
export function PasskeyList({ passkeys }: { passkeys: PasskeyPublic[] }) {
  const [naming, setNaming] = useState<PasskeyPublic | null>(null)
  const [removing, setRemoving] = useState<PasskeyPublic | null>(null)
  const { confirmed, dialog } = useConfirmation()
  const queryClient = useQueryClient()
  const settled = {
    onError: (error: unknown) => showToast('failure', messageOf(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: listPasskeysQueryKey() }),
  }
  const add = useMutation({
    mutationFn: async () => {
      const { makePasskey } = await import('../helpers/passkeys')
      return confirmed(makePasskey)
    },
    ...settled,
    onSuccess: setNaming,
  })
  const { mutationFn: removePasskey } = removePasskeyMutation()
  const remove = useMutation({
    ...removePasskeyMutation(),
    mutationFn: (which, context) => confirmed(async () => removePasskey?.(which, context)),
    ...settled,
    onSuccess: () => showToast('success', 'The passkey is removed.'),
  })
  return (
    <div className="grid gap-5">
      {passkeys.length > 0 && (
        <ul className="divide-y rounded-lg border">
          {passkeys.map((passkey) => (
            <li key={passkey.id} className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
              <div className="min-w-0">
                <p className="font-medium break-words">{passkey.name}</p>
                <p className="text-sm text-muted-foreground">
                  Added <RelativeTime time={passkey.created_at} /> ·{' '}
                  {passkey.used_at ? (
                    <>
                      last used <RelativeTime time={passkey.used_at} />
                    </>
                  ) : (
                    'not used yet'
                  )}
                </p>
              </div>
              <div className="flex gap-3">
                <Button
                  variant="secondary"
                  aria-label={`Rename ${passkey.name}`}
                  onClick={() => setNaming(passkey)}
                >
                  Rename
                </Button>
                <Button
                  variant="secondary"
                  aria-label={`Remove ${passkey.name}`}
                  busy={remove.isPending && remove.variables.path.passkey_id === passkey.id}
                  onClick={() => setRemoving(passkey)}
                >
                  Remove
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button variant="secondary" busy={add.isPending} onClick={() => add.mutate()}>
          Add a passkey
        </Button>
      </div>
      <PasskeyNameDialog passkey={naming} onClose={() => setNaming(null)} />
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={(stays) => !stays && setRemoving(null)}
        title={`Remove “${removing?.name}”?`}
        description="It opens your account no more. Your device may go on offering it until you delete it there too."
        confirmLabel="Remove"
        onConfirm={() => {
          if (removing) remove.mutate({ path: { passkey_id: removing.id } })
          setRemoving(null)
        }}
      />
      {dialog}
    </div>
  )
}
