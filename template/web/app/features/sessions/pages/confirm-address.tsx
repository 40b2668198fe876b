import { useState } from 'react'
import { useSearchParams } from 'react-router'

import { TextField } from '~/components/form/fields'
import { Form } from '~/components/form/form'
import { Button } from '~/components/ui/button'
import { pathWithReturn, returnPathFrom } from '~/features/accounts/utils/return-parameter'
import { useNavigate } from '~/hooks/use-navigate'
import { messageOf } from '~/lib/problem'
import { showToast } from '~/lib/toasts'
import { privateMeta } from '~/utils/page-meta'

import { AccountFormPage } from '../components/entrance/account-form-page'
import { StartAnew } from '../components/start-anew'
import { TextLink } from '../components/entrance/text-link'
import { useEntranceForm } from '../hooks/entrance/use-entrance-form'
import { usePassedOn, type ProvedAddress } from '../utils/sign-up-steps'

export const meta = () => privateMeta('Confirm your address')

export default function ConfirmAddressPage() {
  const asked = usePassedOn()
  return asked ? <CodeForm asked={asked} /> : <StartAnew />
}

function CodeForm({ asked }: { asked: ProvedAddress }) {
  const [parameters] = useSearchParams()
  const returnPath = returnPathFrom(parameters)
  const navigate = useNavigate()
  const form = useEntranceForm(
    async () => (await import('../helpers/entrance')).codeEntrance(asked.secret),
    () => navigate(pathWithReturn('/sign-up/finish', returnPath), { state: asked, replace: true }),
  )
  return (
    <AccountFormPage
      title="Look into your mail"
      description={`A code is on its way to ${asked.email}. It is good for 15 minutes, as is the link beside it.`}
      footer={
        <>
          Not your address? <TextLink to={pathWithReturn('/sign-up', returnPath)}>Take another one</TextLink>
        </>
      }
    >
      <Form form={form} submitLabel="Confirm" variant="page" actions={<SendAgain secret={asked.secret} />}>
        <TextField
          label="Code"
          inputMode="numeric"
          autoComplete="one-time-code"
          hint="Six digits."
          {...form.field('code')}
        />
      </Form>
    </AccountFormPage>
  )
}

function SendAgain({ secret }: { secret: string }) {
  const [busy, setBusy] = useState(false)

  async function sendAgain() {
    setBusy(true)
    try {
      const { sendSignUpMailAgain } = await import('~/generated/sdk.gen')
      await sendSignUpMailAgain({ body: { secret }, throwOnError: true })
      showToast('success', 'Another mail is on its way. The code before it is worth nothing now.')
    } catch (error) {
      showToast('failure', messageOf(error))
    }
    setBusy(false)
  }

  return (
    <Button variant="secondary" size="large" busy={busy} onClick={sendAgain}>
      Send another mail
    </Button>
  )
}
