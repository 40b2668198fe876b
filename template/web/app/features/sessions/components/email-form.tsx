import { useState } from 'react'

import { TextField } from '~/components/form/fields'
import { Form } from '~/components/form/form'
import { Button } from '~/components/ui/button'
import { Skeleton } from '~/components/ui/skeleton'
import { useCurrentUser } from '~/features/accounts/hooks/use-current-user'
import { useConfirmation } from '~/features/accounts/hooks/use-confirmation'
import { askForEmailChange, changeEmailByCode, sendEmailChangeMailAgain } from '~/generated/sdk.gen'
import { zAskForEmailChangeBody, zChangeEmailByCodeBody } from '~/generated/zod.gen'
import { useServerForm } from '~/hooks/use-server-form'
import { messageOf } from '~/lib/problem'
import { showToast } from '~/lib/toasts'

import { useEmailChanged } from '../hooks/use-email-changed'
import type { ProvedAddress } from '../utils/sign-up-steps'

/** The address of one's account, and the two steps to another one. */
export function EmailForm() {
  const { data: user } = useCurrentUser()
  const [asked, setAsked] = useState<ProvedAddress | null>(null)
  const { confirmed, dialog } = useConfirmation()
  if (!user) return <Skeleton className="h-16" />
  return (
    <div className="grid gap-5">
      <p className="font-medium break-all">{user.email}</p>
      {asked ? (
        <CodeForm asked={asked} confirmed={confirmed} onDone={() => setAsked(null)} />
      ) : (
        <AddressForm confirmed={confirmed} onAsked={setAsked} />
      )}
      {dialog}
    </div>
  )
}

type Confirmed = ReturnType<typeof useConfirmation>['confirmed']

function AddressForm({
  confirmed,
  onAsked,
}: {
  confirmed: Confirmed
  onAsked: (asked: ProvedAddress) => void
}) {
  const form = useServerForm(zAskForEmailChangeBody, {
    defaultValues: { email: '' },
    submit: async (body) => {
      const { data } = await confirmed(() => askForEmailChange({ body, throwOnError: true }))
      onAsked({ email: body.email, secret: data.secret })
    },
  })
  return (
    <Form form={form} submitLabel="Change address">
      <TextField
        label="New address"
        type="email"
        autoComplete="email"
        hint="A code is sent to it. Until you have typed it in, nothing changes."
        {...form.field('email')}
      />
    </Form>
  )
}

type CodeFormProps = { asked: ProvedAddress; confirmed: Confirmed; onDone: () => void }

function CodeForm({ asked: { email, secret }, confirmed, onDone }: CodeFormProps) {
  const emailChanged = useEmailChanged()
  const [busy, setBusy] = useState(false)
  const form = useServerForm(zChangeEmailByCodeBody, {
    defaultValues: { secret, code: '' },
    submit: async (body) => {
      const { data } = await confirmed(() => changeEmailByCode({ body, throwOnError: true }))
      emailChanged(data)
      onDone()
    },
  })

  async function sendAgain() {
    setBusy(true)
    try {
      await confirmed(() => sendEmailChangeMailAgain({ body: { secret }, throwOnError: true }))
      showToast('success', 'Another mail is on its way. The code before it is worth nothing now.')
    } catch (error) {
      showToast('failure', messageOf(error))
    }
    setBusy(false)
  }

  return (
    <Form
      form={form}
      submitLabel="Confirm"
      actions={
        <>
          <Button variant="secondary" busy={busy} onClick={sendAgain}>
            Send another mail
          </Button>
          <Button variant="ghost" onClick={onDone}>
            Cancel
          </Button>
        </>
      }
    >
      <p role="status" tabIndex={-1} ref={focus} className="outline-none">
        A code is on its way to <strong className="wrap-anywhere">{email}</strong>. It is good for 15 minutes.
      </p>
      <TextField
        label="Code"
        inputMode="numeric"
        autoComplete="one-time-code"
        hint="Six digits."
        {...form.field('code')}
      />
    </Form>
  )
}

// Outside the component, so that it is called once and not with every letter that is typed below.
function focus(element: HTMLElement | null) {
  element?.focus()
}
