import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Navigate, useSearchParams } from 'react-router'

import { Alert } from '~/components/ui/alert'
import { Button } from '~/components/ui/button'
import { Field } from '~/components/ui/field'
import { Input } from '~/components/ui/input'
import { projectDescription } from '~/configuration/project'
import { signUpMutation } from '~/generated/@tanstack/react-query.gen'
import { zSignUpBody } from '~/generated/zod.gen'
import { useServerForm } from '~/hooks/use-server-form'
import { homePath } from '~/utils/navigation'
import { pageTitle } from '~/utils/page-title'

import { AccountFormPage } from '../components/account-form-page'
import { PasswordInput } from '../components/password-input'
import { TextLink } from '../components/text-link'
import { useKnownUser } from '../hooks/use-current-user'
import { setCurrentUser } from '../session'
import { pathWithReturn, returnPathFrom } from '../utils/return-parameter'

export const meta = () => [{ title: pageTitle('Create an account') }]

export default function SignUpPage() {
  const [parameters] = useSearchParams()
  const returnPath = returnPathFrom(parameters)
  const queryClient = useQueryClient()
  const signUp = useMutation(signUpMutation())
  const form = useServerForm(zSignUpBody, {
    defaultValues: { name: '', email: '', password: '' },
    submit: async (body) => setCurrentUser(queryClient, await signUp.mutateAsync({ body })),
  })

  if (useKnownUser()) return <Navigate replace to={returnPath ?? homePath()} />
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
      <form onSubmit={form.onSubmit} noValidate className="grid gap-5">
        <Alert>{form.problem}</Alert>
        <Field label="Name" error={form.errorOf('name')}>
          {(control) => <Input autoComplete="name" {...control} {...form.register('name')} />}
        </Field>
        <Field label="E-mail" error={form.errorOf('email')}>
          {(control) => (
            <Input type="email" autoComplete="username" {...control} {...form.register('email')} />
          )}
        </Field>
        <Field
          label="Password"
          hint="At least 12 characters. A few words that you can remember are best."
          error={form.errorOf('password')}
        >
          {(control) => (
            <PasswordInput autoComplete="new-password" {...control} {...form.register('password')} />
          )}
        </Field>
        <Button type="submit" size="large" className="mt-2" busy={form.busy}>
          Create account
        </Button>
      </form>
    </AccountFormPage>
  )
}
