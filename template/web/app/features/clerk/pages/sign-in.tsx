import { useLoaderData } from 'react-router'

import { projectName } from '~/configuration/project'
import { knownUser } from '~/features/accounts/utils/known-user'
import { destinationFrom, returnPathFrom } from '~/features/accounts/utils/return-parameter'
import { redirect } from '~/lib/href'
import { publicMeta } from '~/utils/page-meta'

import { AccountFormPage } from '../components/entrance/account-form-page'
import { ClerkPart } from '../components/clerk-part'

export const meta = () => publicMeta('Sign in', { page: '/sign-in' })

/** Leads on who is signed in already. */
export async function clientLoader({ request }: { request: Request }) {
  const parameters = new URL(request.url).searchParams
  const destination = await destinationFrom(parameters)
  if (await knownUser()) throw redirect(destination)
  return { destination, isOnTheWay: returnPathFrom(parameters) !== null }
}

export default function SignInPage() {
  const { destination, isOnTheWay } = useLoaderData<typeof clientLoader>()
  return (
    <AccountFormPage
      title="Welcome back"
      description={isOnTheWay ? 'Sign in to go on where you were.' : `Sign in to ${projectName}.`}
    >
      <ClerkPart part="SignIn" leadTo={destination} />
    </AccountFormPage>
  )
}
