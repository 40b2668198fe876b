import { useState } from 'react'
import { useSearchParams } from 'react-router'

import { TextField } from '~/components/form/fields'
import { Form } from '~/components/form/form'
import { Button } from '~/components/ui/button'
import { knownUser } from '~/features/accounts/utils/known-user'
import { destinationFrom, pathWithReturn, returnPathFrom } from '~/features/accounts/utils/return-parameter'
import { useNavigate } from '~/hooks/use-navigate'
import { redirect } from '~/lib/href'
import { privateMeta } from '~/utils/page-meta'

import { AccountFormPage } from '../components/entrance/account-form-page'
import { TextLink } from '../components/entrance/text-link'
import { useEntranceForm } from '../hooks/entrance/use-entrance-form'
import type { Route } from './+types/second-factor'

export const meta = () => privateMeta('Two-factor sign-in')

/** Leads on who is signed in already. */
export async function clientLoader({ request }: Pick<Route.ClientLoaderArgs, 'request'>) {
  if (await knownUser()) throw redirect(await destinationFrom(new URL(request.url).searchParams))
}

/** The second step of signing in. Which browser has taken the first one, a cookie tells the server. */
export default function SecondFactorPage() {
  const [parameters] = useSearchParams()
  const [onPaper, setOnPaper] = useState(false)
  return (
    <AccountFormPage
      title="One more step"
      description={
        onPaper
          ? 'Type in one of your recovery codes. Each of them works once.'
          : 'Type in the code that your authenticator app shows.'
      }
      footer={
        <>
          It took too long?{' '}
          <TextLink to={pathWithReturn('/sign-in', returnPathFrom(parameters))}>Begin again</TextLink>
        </>
      }
    >
      <CodeForm key={String(onPaper)} onPaper={onPaper} onSwitch={() => setOnPaper(!onPaper)} />
    </AccountFormPage>
  )
}

function CodeForm({ onPaper, onSwitch }: { onPaper: boolean; onSwitch: () => void }) {
  const [parameters] = useSearchParams()
  const navigate = useNavigate()
  const form = useEntranceForm(
    async () => {
      const { appCodeEntrance, recoveryCodeEntrance } = await import('../helpers/entrance')
      return onPaper ? recoveryCodeEntrance : appCodeEntrance
    },
    async () => navigate(await destinationFrom(parameters), { replace: true }),
  )
  return (
    <Form
      form={form}
      submitLabel="Sign in"
      variant="page"
      actions={
        <Button variant="secondary" size="large" onClick={onSwitch}>
          {onPaper ? 'Use the app' : 'Use a recovery code'}
        </Button>
      }
    >
      {onPaper ? (
        <TextField
          label="Recovery code"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          hint="Four groups of four."
          {...form.field('code')}
        />
      ) : (
        <TextField
          label="Code"
          inputMode="numeric"
          autoComplete="one-time-code"
          hint="Six digits."
          {...form.field('code')}
        />
      )}
    </Form>
  )
}
