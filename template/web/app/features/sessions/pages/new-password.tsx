import { Form } from '~/components/form/form'
import { useNavigate } from '~/hooks/use-navigate'
import { href } from '~/lib/href'
import { showToast } from '~/lib/toasts'
import { privateMeta } from '~/utils/page-meta'

import { AccountFormPage } from '../components/entrance/account-form-page'
import { NewPasswordField } from '../components/new-password-field'
import { TextLink } from '../components/entrance/text-link'
import { useEntranceForm } from '../hooks/entrance/use-entrance-form'
import { useLinkToken } from '../utils/link-token'

export const meta = () => privateMeta('New password')

export default function NewPasswordPage() {
  const token = useLinkToken()
  return (
    <AccountFormPage
      title="Choose a new password"
      description={
        token
          ? 'Every browser in which you were signed in has to sign in again.'
          : 'This page is opened by the link in a mail.'
      }
      footer={
        <>
          The link is too old? <TextLink to={href('/reset-password')}>Have another one sent</TextLink>
        </>
      }
    >
      {token && <NewPasswordForm token={token} />}
    </AccountFormPage>
  )
}

function NewPasswordForm({ token }: { token: string }) {
  const navigate = useNavigate()
  const form = useEntranceForm(
    async () => (await import('../helpers/entrance')).resetEntrance(token),
    async () => {
      await navigate(href('/sign-in'), { replace: true })
      showToast('success', 'Your new password is saved. Sign in with it.')
    },
  )
  return (
    <Form form={form} submitLabel="Save the password" variant="page">
      <NewPasswordField {...form.field('password')} />
    </Form>
  )
}
