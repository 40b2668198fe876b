import { useSearchParams } from 'react-router'

import { TextField } from '~/components/form/fields'
import { Form } from '~/components/form/form'
import { projectName } from '~/configuration/project'
import { useNavigate } from '~/hooks/use-navigate'
import { href, redirect } from '~/lib/href'
import { publicMeta } from '~/utils/page-meta'

import { AccountFormPage } from '../components/entrance/account-form-page'
import { PasskeyButton } from '../components/entrance/passkey-button'
import { PasswordField } from '../components/entrance/password-field'
import { SocialButtons } from '../components/entrance/social-buttons'
import { TextLink } from '../components/entrance/text-link'
import { knownUser } from '~/features/accounts/utils/known-user'
import { useEntranceForm } from '../hooks/entrance/use-entrance-form'
import { destinationFrom, pathWithReturn, returnPathFrom } from '~/features/accounts/utils/return-parameter'
import type { Route } from './+types/sign-in'

export const meta = () => publicMeta('Sign in', { page: '/sign-in' })

/** Leads on who is signed in already. */
export async function clientLoader({ request }: Pick<Route.ClientLoaderArgs, 'request'>) {
  if (await knownUser()) throw redirect(await destinationFrom(new URL(request.url).searchParams))
}

export default function SignInPage() {
  const [parameters] = useSearchParams()
  const returnPath = returnPathFrom(parameters)
  const navigate = useNavigate()
  const goOn = async () => navigate(await destinationFrom(parameters), { replace: true })
  const form = useEntranceForm(
    async () => (await import('../helpers/entrance')).beginToSignIn(goOn),
    (isIn) => (isIn ? goOn() : navigate(pathWithReturn('/sign-in/two-factor', returnPath))),
  )
  return (
    <AccountFormPage
      title="Welcome back"
      description={returnPath ? 'Sign in to go on where you were.' : `Sign in to ${projectName}.`}
      footer={
        <>
          New here? <TextLink to={pathWithReturn('/sign-up', returnPath)}>Create an account</TextLink>
          <br />
          Forgotten your password? <TextLink to={href('/reset-password')}>Choose a new one</TextLink>
        </>
      }
    >
      <Form
        form={form}
        submitLabel="Sign in"
        variant="page"
        actions={
          <PasskeyButton
            label="Use a passkey"
            size="large"
            load={async () => (await import('../helpers/passkeys')).enterByPasskey}
            onDone={goOn}
          />
        }
      >
        <TextField label="E-mail" type="email" autoComplete="username webauthn" {...form.field('email')} />
        <PasswordField label="Password" autoComplete="current-password" {...form.field('password')} />
      </Form>
      <SocialButtons returnPath={returnPath} />
    </AccountFormPage>
  )
}
