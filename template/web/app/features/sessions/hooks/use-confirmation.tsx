import { useState } from 'react'

import { Form } from '~/components/form/form'
import { Button } from '~/components/ui/button'
import { Dialog } from '~/components/ui/dialog'
import { confirmByPassword } from '~/generated/sdk.gen'
import { zConfirmByPasswordBody } from '~/generated/zod.gen'
import { useServerForm } from '~/hooks/use-server-form'
import { ApiProblem } from '~/lib/problem'

import { PasskeyButton } from '../components/passkey-button'
import { PasswordField } from '../components/password-field'

type Question = { answer: (confirmed: boolean) => void }

/**
 * For deeds that the server allows only to somebody who has just shown that it is them. `confirmed(deed)` does the deed; if
 * the server wants to be sure first, it asks for the password or a passkey and does the deed once more. Show `dialog` on the page.
 */
export function useConfirmation() {
  const [question, setQuestion] = useState<Question | null>(null)

  async function confirmed<Result>(deed: () => Promise<Result>): Promise<Result> {
    try {
      return await deed()
    } catch (error) {
      if (!(error instanceof ApiProblem && error.code === 'confirmation_required')) throw error
      const yes = await new Promise<boolean>((resolve) => setQuestion({ answer: resolve }))
      setQuestion(null)
      if (!yes) throw error
      return deed()
    }
  }

  const dialog = (
    <Dialog
      open={question !== null}
      onOpenChange={(stays) => !stays && question?.answer(false)}
      title="Is it you?"
      description="You signed in a while ago. Type in your password or use a passkey to go on."
    >
      {question && (
        <ConfirmationForm onConfirmed={() => question.answer(true)} onCancel={() => question.answer(false)} />
      )}
    </Dialog>
  )
  return { confirmed, dialog }
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
