import { redirect, useNavigate, useSearchParams } from 'react-router'

import { Alert } from '~/components/ui/alert'
import { Button } from '~/components/ui/button'
import { Field } from '~/components/ui/field'
import { Input } from '~/components/ui/input'
import { projectDescription } from '~/configuration/project'
import { homePath } from '~/utils/navigation'
import { pageTitle } from '~/utils/page-title'

import { AccountFormPage } from '../components/account-form-page'
import { PasswordInput } from '../components/password-input'
import { TextLink } from '../components/text-link'
import { knownUser } from '../utils/known-user'
import { useEntranceForm } from '../hooks/use-entrance-form'
import { pathWithReturn, returnPathFrom } from '../utils/return-parameter'
import type { Route } from './+types/sign-up'

export const meta = () => [{ title: pageTitle('Create an account') }]

/** Leads on who is signed in already. */
export async function clientLoader({ request }: Pick<Route.ClientLoaderArgs, 'request'>) {
  if (await knownUser()) throw redirect(returnPathFrom(new URL(request.url).searchParams) ?? homePath())
}

export default function SignUpPage() {
  const [parameters] = useSearchParams()
  const returnPath = returnPathFrom(parameters)
  const navigate = useNavigate()
  const { form, busy, problem, errorOf } = useEntranceForm(
    async () => (await import('../helpers/entrance')).signUpEntrance,
    () => navigate(returnPath ?? homePath(), { replace: true }),
  )
  return (
    <AccountFormPage
      title="Create your account"
      description={projectDescription}
      footer={
        <>
          You have one already? <TextLink to={pathWithReturn('/sign-in', returnPath)}>Sign in</TextLink>
        </>
      }
    >
      <form {...form} className="grid gap-5">
        <Alert>{problem}</Alert>
        <Field label="Name" error={errorOf('name')}>
          {(control) => <Input name="name" autoComplete="name" {...control} />}
        </Field>
        <Field label="E-mail" error={errorOf('email')}>
          {(control) => <Input type="email" name="email" autoComplete="username" {...control} />}
        </Field>
        <Field
          label="Password"
          hint="At least 12 characters. A few words that you can remember are best."
          error={errorOf('password')}
        >
          {(control) => <PasswordInput name="password" autoComplete="new-password" {...control} />}
        </Field>
        <Button type="submit" size="large" className="mt-2" busy={busy}>
          Create account
        </Button>
      </form>
    </AccountFormPage>
  )
}
