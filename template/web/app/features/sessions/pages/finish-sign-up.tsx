import { useState } from 'react'
import { useSearchParams } from 'react-router'

import { TextField } from '~/components/form/fields'
import { Form } from '~/components/form/form'
import { Alert } from '~/components/ui/alert'
import { Button } from '~/components/ui/button'
import { destinationFrom } from '~/features/accounts/utils/return-parameter'
import { useNavigate } from '~/hooks/use-navigate'
import { href } from '~/lib/href'
import { messageOf } from '~/lib/problem'
import { privateMeta } from '~/utils/page-meta'

import { AccountFormPage } from '../components/entrance/account-form-page'
import { NewPasswordField } from '../components/new-password-field'
import { StartAnew } from '../components/start-anew'
import { TextLink } from '../components/entrance/text-link'
import { useEntranceForm } from '../hooks/entrance/use-entrance-form'
import { useLinkToken } from '../utils/link-token'
import { usePassedOn, type ProvedAddress } from '../utils/sign-up-steps'

export const meta = () => privateMeta('Finish your account')

export default function FinishSignUpPage() {
  const proved = usePassedOn()
  const token = useLinkToken()
  if (proved) return <AccountForm proved={proved} />
  return token ? <LinkConfirmation token={token} /> : <StartAnew />
}

/** Asks before the link is used up, because programs that look through mails open links too. */
function LinkConfirmation({ token }: { token: string }) {
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function confirm() {
    setBusy(true)
    try {
      const { confirmByLink } = await import('~/generated/sdk.gen')
      const { data } = await confirmByLink({ body: { token }, throwOnError: true })
      await navigate(href('/sign-up/finish'), { state: data, replace: true })
    } catch (error) {
      setProblem(messageOf(error))
    }
    setBusy(false)
  }

  return (
    <AccountFormPage
      title="Confirm your address"
      description="One click, and then your name and a password."
      footer={
        <>
          The link is too old? <TextLink to={href('/sign-up')}>Begin again</TextLink>
        </>
      }
    >
      <div className="grid gap-5">
        {problem !== null && <Alert>{problem}</Alert>}
        <Button size="large" busy={busy} onClick={confirm}>
          Confirm the address
        </Button>
      </div>
    </AccountFormPage>
  )
}

function AccountForm({ proved }: { proved: ProvedAddress }) {
  const [parameters] = useSearchParams()
  const navigate = useNavigate()
  const form = useEntranceForm(
    async () => {
      const { accountEntrance, socialAccountEntrance } = await import('../helpers/entrance')
      return proved.elsewhere ? socialAccountEntrance(proved.secret) : accountEntrance(proved.secret)
    },
    async () => navigate(await destinationFrom(parameters), { replace: true }),
  )
  return (
    <AccountFormPage
      title="Nearly there"
      description={
        proved.elsewhere ? `Your mail goes to ${proved.email}.` : `You sign in with ${proved.email}.`
      }
      footer={
        <>
          Another address? <TextLink to={href('/sign-up')}>Begin again</TextLink>
        </>
      }
    >
      <Form form={form} submitLabel="Create account" variant="page">
        <TextField
          label="Name"
          autoComplete="name"
          defaultValue={proved.elsewhere?.name}
          {...form.field('name')}
        />
        {!proved.elsewhere && (
          <>
            {/* Password managers keep the password with it. */}
            <input type="hidden" autoComplete="username" value={proved.email} readOnly />
            <NewPasswordField {...form.field('password')} />
          </>
        )}
      </Form>
    </AccountFormPage>
  )
}
