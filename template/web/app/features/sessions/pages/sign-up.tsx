import { useSearchParams } from 'react-router'

import { TextField } from '~/components/form/fields'
import { Form } from '~/components/form/form'
import { projectDescription } from '~/configuration/project'
import { knownUser } from '~/features/accounts/utils/known-user'
import { destinationFrom, pathWithReturn, returnPathFrom } from '~/features/accounts/utils/return-parameter'
import { useNavigate } from '~/hooks/use-navigate'
import { redirect } from '~/lib/href'
import { publicMeta } from '~/utils/page-meta'

import { AccountFormPage } from '../components/entrance/account-form-page'
import { SocialButtons } from '../components/entrance/social-buttons'
import { TextLink } from '../components/entrance/text-link'
import { useEntranceForm } from '../hooks/entrance/use-entrance-form'
import type { Route } from './+types/sign-up'

export const meta = () => publicMeta('Create an account', { page: '/sign-up' })

/** Leads on who is signed in already. */
export async function clientLoader({ request }: Pick<Route.ClientLoaderArgs, 'request'>) {
  if (await knownUser()) throw redirect(await destinationFrom(new URL(request.url).searchParams))
}

export default function SignUpPage() {
  const [parameters] = useSearchParams()
  const returnPath = returnPathFrom(parameters)
  const navigate = useNavigate()
  const form = useEntranceForm(
    async () => (await import('../helpers/entrance')).signUpEntrance,
    (asked) => navigate(pathWithReturn('/sign-up/confirm', returnPath), { state: asked }),
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
      <Form form={form} submitLabel="Continue" variant="page">
        <TextField
          label="E-mail"
          type="email"
          autoComplete="username"
          hint="You get a mail that shows that this address is yours."
          {...form.field('email')}
        />
      </Form>
      <SocialButtons returnPath={returnPath} />
    </AccountFormPage>
  )
}
