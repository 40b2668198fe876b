import { useState } from 'react'

import { TextField } from '~/components/form/fields'
import { Form } from '~/components/form/form'
import { Button } from '~/components/ui/button'
import { Dialog } from '~/components/ui/dialog'
import { askForConfirmationMail, confirmByMailCode, confirmByPassword } from '~/generated/sdk.gen'
import { zConfirmByMailCodeBody, zConfirmByPasswordBody } from '~/generated/zod.gen'
import { useServerForm } from '~/hooks/use-server-form'
import { messageOf } from '~/lib/problem'
import { showToast } from '~/lib/toasts'
import type { ConfirmationDialogProps } from '~/utils/feature'

import { PasskeyButton } from './entrance/passkey-button'
import { PasswordField } from './entrance/password-field'

/** Asks somebody who signed in a while ago to show once more that it is them. */
export function ConfirmationDialog({ open, onAnswer }: ConfirmationDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={(stays) => !stays && onAnswer(false)}
      title="Is it you?"
      description="You signed in a while ago. Type in your password or use a passkey to go on."
    >
      <Confirmation onConfirmed={() => onAnswer(true)} onCancel={() => onAnswer(false)} />
    </Dialog>
  )
}

type ConfirmationFormProps = { onConfirmed: () => void; onCancel: () => void }

/** By password or passkey; by a code in a mail for those who have neither. */
function Confirmation(answers: ConfirmationFormProps) {
  const [secret, setSecret] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function askForMail() {
    setBusy(true)
    try {
      const { data } = await askForConfirmationMail({ throwOnError: true })
      setSecret(data.secret)
    } catch (error) {
      showToast('failure', messageOf(error))
    }
    setBusy(false)
  }

  if (secret !== null) return <CodeForm secret={secret} {...answers} />
  return (
    <div className="grid gap-4">
      <ConfirmationForm {...answers} />
      <Button variant="link" className="justify-self-start" busy={busy} onClick={() => void askForMail()}>
        I have neither: send me a code by mail
      </Button>
    </div>
  )
}

function CodeForm({ secret, onConfirmed, onCancel }: ConfirmationFormProps & { secret: string }) {
  const form = useServerForm(zConfirmByMailCodeBody, {
    defaultValues: { secret, code: '' },
    submit: async (body) => {
      await confirmByMailCode({ body, throwOnError: true })
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
      <TextField
        label="Code"
        inputMode="numeric"
        autoComplete="one-time-code"
        hint="Six digits, in the mail that is on its way to you."
        {...form.field('code')}
      />
    </Form>
  )
}

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
