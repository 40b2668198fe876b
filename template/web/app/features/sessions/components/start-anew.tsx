import { AccountFormPage } from './entrance/account-form-page'
import { TextLink } from './entrance/text-link'

import { href } from '~/lib/href'

/** For somebody who comes to a step of signing up without the one before it. */
export function StartAnew() {
  return (
    <AccountFormPage
      title="Begin with your address"
      description="This page belongs to a sign-up that was begun elsewhere, or is over."
      footer={
        <>
          You have an account already? <TextLink to={href('/sign-in')}>Sign in</TextLink>
        </>
      }
    >
      <TextLink to={href('/sign-up')}>Create an account</TextLink>
    </AccountFormPage>
  )
}
