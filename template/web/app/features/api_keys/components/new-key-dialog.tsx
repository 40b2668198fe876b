import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { Dialog } from '~/components/ui/dialog'
import { useConfirmation } from '~/features/accounts/hooks/use-confirmation'
import { createApiKeyMutation, listApiKeysQueryKey } from '~/generated/@tanstack/react-query.gen'
import type { NewApiKey } from '~/generated/types.gen'

import { NewKeyForm } from './new-key-form'
import { NewToken } from './new-token'

type NewKeyDialogProps = { open: boolean; onClose: () => void }

/** Makes a key, then shows it: the one time that it can be seen. */
export function NewKeyDialog({ open, onClose }: NewKeyDialogProps) {
  const [made, setMade] = useState<NewApiKey | null>(null)
  const { confirmed, dialog } = useConfirmation()
  const queryClient = useQueryClient()
  const createKey = useMutation({
    ...createApiKeyMutation(),
    // Nothing but this dialog keeps the key.
    gcTime: 0,
    onSettled: () => queryClient.invalidateQueries({ queryKey: listApiKeysQueryKey() }),
  })

  function close() {
    onClose()
    setMade(null)
    createKey.reset()
  }

  return (
    <>
      {/* A slip of the hand beside it must not lose a key that was not copied yet. */}
      <Dialog
        open={open}
        onOpenChange={(stays) => !stays && !made && close()}
        title={made ? `“${made.name}” is ready` : 'New key'}
      >
        {made ? (
          <NewToken token={made.token} onDone={close} />
        ) : (
          <NewKeyForm
            create={async (body) => setMade(await confirmed(() => createKey.mutateAsync({ body })))}
            onCancel={close}
          />
        )}
      </Dialog>
      {dialog}
    </>
  )
}
