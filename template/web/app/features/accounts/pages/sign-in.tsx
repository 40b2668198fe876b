import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Navigate, useSearchParams } from 'react-router'

import { Alert } from '~/components/ui/alert'
import { Button } from '~/components/ui/button'
import { Field } from '~/components/ui/field'
import { Input } from '~/components/ui/input'
import { projectName } from '~/configuration/project'
import { signInMutation } from '~/generated/@tanstack/react-query.gen'
import { zSignInBody } from '~/generated/zod.gen'
import { useServerForm } from '~/hooks/use-server-form'
import { homePath } from '~/utils/navigation'
import { pageTitle } from '~/utils/page-title'

import { AccountFormPage } from '../components/account-form-page'
import { PasswordInput } from '../components/password-input'
import { TextLink } from '../components/text-link'
import { useKnownUser } from '../hooks/use-current-user'
import { setCurrentUser } from '../session'
import { pathWithReturn, returnPathFrom } from '../utils/return-parameter'

export const meta = () => [{ title: pageTitle('Sign in') }]

export default function SignInPage() {
  const [parameters] = useSearchParams()
  const returnPath = returnPathFrom(parameters)
  const queryClient = useQueryClient()
  const signIn = useMutation(signInMutation())
  const form = useServerForm(zSignInBody, {
    defaultValues: { email: '', password: '' },
    submit: async (body) => setCurrentUser(queryClient, await signIn.mutateAsync({ body })),
  })

  if (useKnownUser()) return <Navigate replace to={returnPath ?? homePath()} />
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
      <form onSubmit={form.onSubmit} noValidate className="grid gap-5">
        <Alert>{form.problem}</Alert>
        <Field label="E-mail" error={form.errorOf('email')}>
          {(control) => (
            <Input type="email" autoComplete="username" {...control} {...form.register('email')} />
          )}
        </Field>
        <Field label="Password" error={form.errorOf('password')}>
          {(control) => (
            <PasswordInput autoComplete="current-password" {...control} {...form.register('password')} />
          )}
        </Field>
        <Button type="submit" size="large" className="mt-2" busy={form.busy}>
          Sign in
        </Button>
      </form>
    </AccountFormPage>
  )
}
