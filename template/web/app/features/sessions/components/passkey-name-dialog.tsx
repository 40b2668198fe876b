import { useMutation, useQueryClient } from '@tanstack/react-query'

import { TextField } from '~/components/form/fields'
import { Form } from '~/components/form/form'
import { Button } from '~/components/ui/button'
import { Dialog } from '~/components/ui/dialog'
import { listPasskeysQueryKey, renamePasskeyMutation } from '~/generated/@tanstack/react-query.gen'
import type { PasskeyPublic } from '~/generated/types.gen'
import { zRenamePasskeyBody } from '~/generated/zod.gen'
import { useServerForm } from '~/hooks/use-server-form'

type PasskeyNameDialogProps = {
  /** Null while none is being named. */
  passkey: PasskeyPublic | null
  onClose: () => void
}

/** What a passkey is called, so that its owner knows it again. */
export function PasskeyNameDialog({ passkey, onClose }: PasskeyNameDialogProps) {
  return (
    <Dialog
      open={passkey !== null}
      onOpenChange={(stays) => !stays && onClose()}
      title="Name this passkey"
      description="So that you know it among your others, as by the device or the program that keeps it."
    >
      {passkey && <NameForm passkey={passkey} onClose={onClose} />}
    </Dialog>
  )
}

function NameForm({ passkey, onClose }: { passkey: PasskeyPublic; onClose: () => void }) {
  const queryClient = useQueryClient()
  const renamePasskey = useMutation(renamePasskeyMutation())
  const form = useServerForm(zRenamePasskeyBody, {
    defaultValues: { name: passkey.name },
    submit: async (body) => {
      await renamePasskey.mutateAsync({ path: { passkey_id: passkey.id }, body })
      await queryClient.invalidateQueries({ queryKey: listPasskeysQueryKey() })
      onClose()
    },
  })
  return (
    <Form
      form={form}
      submitLabel="Save"
      variant="dialog"
      actions={
        <Button variant="secondary" onClick={onClose}>
          Cancel
        </Button>
      }
    >
      <TextField label="Name" autoComplete="off" {...form.field('name')} />
    </Form>
  )
}
