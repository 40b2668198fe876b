import { Form } from '~/components/form/form'
import { Button } from '~/components/ui/button'
import { Dialog } from '~/components/ui/dialog'
import { confirmByPassword } from '~/generated/sdk.gen'
import { zConfirmByPasswordBody } from '~/generated/zod.gen'
import { useServerForm } from '~/hooks/use-server-form'
import type { ConfirmationDialogProps } from '~/utils/feature'

import { PasskeyButton } from './passkey-button'
import { PasswordField } from './password-field'

/** Asks somebody who signed in a while ago to show once more that it is them. */
export function ConfirmationDialog({ open, onAnswer }: ConfirmationDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={(stays) => !stays && onAnswer(false)}
      title="Is it you?"
      description="You signed in a while ago. Type in your password or use a passkey to go on."
    >
      <ConfirmationForm onConfirmed={() => onAnswer(true)} onCancel={() => onAnswer(false)} />
    </Dialog>
  )
}

type ConfirmationFormProps = { onConfirmed: () => void; onCancel: () => void }

function ConfirmationForm({ onConfirmed, onCancel }: ConfirmationFormProps) {
  const form = useServerForm(zConfirmByPasswordBody, {
    defaultValues: { password: '' },
    submit: async (body) => {
      await confirmByPassword({ body, throwOnError: true })
      onConfirmed()
    },
  })
  return (
    <Form
      form={form}
      submitLabel="Confirm"
      variant="dialog"
      actions={
        <Button variant="secondary" onClick={onCancel}>
          Cancel
        </Button>
      }
    >
      <PasswordField label="Your password" autoComplete="current-password" {...form.field('password')} />
      <PasskeyButton
        label="Use a passkey instead"
        load={async () => (await import('../helpers/passkeys')).confirmWithPasskey}
        onDone={onConfirmed}
      />
    </Form>
  )
}
