import { redirect, useNavigate, useSearchParams } from 'react-router'

import { Alert } from '~/components/ui/alert'
import { Button } from '~/components/ui/button'
import { Field } from '~/components/ui/field'
import { Input } from '~/components/ui/input'
import { projectName } from '~/configuration/project'
import { homePath } from '~/utils/navigation'
import { pageTitle } from '~/utils/page-title'

import { AccountFormPage } from '../components/account-form-page'
import { PasswordInput } from '../components/password-input'
import { TextLink } from '../components/text-link'
import { knownUser } from '../utils/known-user'
import { useEntranceForm } from '../hooks/use-entrance-form'
import { pathWithReturn, returnPathFrom } from '../utils/return-parameter'
import type { Route } from './+types/sign-in'

export const meta = () => [{ title: pageTitle('Sign in') }]

/** Leads on who is signed in already. */
export async function clientLoader({ request }: Pick<Route.ClientLoaderArgs, 'request'>) {
  if (await knownUser()) throw redirect(returnPathFrom(new URL(request.url).searchParams) ?? homePath())
}

export default function SignInPage() {
  const [parameters] = useSearchParams()
  const returnPath = returnPathFrom(parameters)
  const navigate = useNavigate()
  const { form, busy, problem, errorOf } = useEntranceForm(
    async () => (await import('../helpers/entrance')).signInEntrance,
    () => navigate(returnPath ?? homePath(), { replace: true }),
  )
  return (
    <AccountFormPage
      title="Welcome back"
      description={returnPath ? 'Sign in to go on where you were.' : `Sign in to ${projectName}.`}
      footer={
        <>
          New here? <TextLink to={pathWithReturn('/sign-up', returnPath)}>Create an account</TextLink>
        </>
      }
    >
      <form {...form} className="grid gap-5">
        <Alert>{problem}</Alert>
        <Field label="E-mail" error={errorOf('email')}>
          {(control) => <Input type="email" name="email" autoComplete="username" {...control} />}
        </Field>
        <Field label="Password" error={errorOf('password')}>
          {(control) => <PasswordInput name="password" autoComplete="current-password" {...control} />}
        </Field>
        <Button type="submit" size="large" className="mt-2" busy={busy}>
          Sign in
        </Button>
      </form>
    </AccountFormPage>
  )
}
