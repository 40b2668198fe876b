import { useLoaderData } from 'react-router'

import { projectName } from '~/configuration/project'
import { publicMeta } from '~/utils/page-meta'

import { AccountFormPage } from '../components/entrance/account-form-page'
import { ClerkPart } from '../components/clerk-part'
import { leadOn } from '../helpers/lead-on'

export const meta = () => publicMeta('Create an account', { page: '/sign-up' })

export const clientLoader = leadOn

export default function SignUpPage() {
  const { destination, isOnTheWay } = useLoaderData<typeof clientLoader>()
  return (
    <AccountFormPage
      title="Create your account"
      description={
        isOnTheWay ? 'Then you go on where you were.' : `It takes a minute, and ${projectName} is yours.`
      }
    >
      <ClerkPart part="SignUp" leadTo={destination} />
    </AccountFormPage>
  )
}
