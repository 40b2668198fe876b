import { useLoaderData } from 'react-router'

import { projectName } from '~/configuration/project'
import { publicMeta } from '~/utils/page-meta'

import { AccountFormPage } from '../components/entrance/account-form-page'
import { ClerkPart } from '../components/clerk-part'
import { leadOn } from '../helpers/lead-on'

export const meta = () => publicMeta('Sign in', { page: '/sign-in' })

export const clientLoader = leadOn

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
