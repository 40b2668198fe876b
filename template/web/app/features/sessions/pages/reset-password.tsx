import { useState } from 'react'

import { TextField } from '~/components/form/fields'
import { Form } from '~/components/form/form'
import { href } from '~/lib/href'
import { publicMeta } from '~/utils/page-meta'

import { AccountFormPage } from '../components/entrance/account-form-page'
import { TextLink } from '../components/entrance/text-link'
import { useEntranceForm } from '../hooks/entrance/use-entrance-form'

export const meta = () => publicMeta('Forgotten password', { page: '/reset-password' })

export default function ResetPasswordPage() {
  const [asked, setAsked] = useState<string | null>(null)
  const form = useEntranceForm(
    async () => (await import('../helpers/entrance')).resetRequestEntrance,
    setAsked,
  )
  return (
    <AccountFormPage
      title="Choose a new password"
      description="You get a mail with a link that is good for 30 minutes."
      footer={
        <>
          It came back to you? <TextLink to={href('/sign-in')}>Sign in</TextLink>
        </>
      }
    >
      {asked === null ? (
        <Form form={form} submitLabel="Send the mail" variant="page">
          <TextField label="E-mail" type="email" autoComplete="username" {...form.field('email')} />
        </Form>
      ) : (
        <p role="status" tabIndex={-1} ref={(element) => element?.focus()} className="outline-none">
          If there is an account with the address <strong className="wrap-anywhere">{asked}</strong>, a mail
          is on its way.
        </p>
      )}
    </AccountFormPage>
  )
}
