import { Form } from '~/components/form/form'
import { TextField } from '~/components/form/fields'
import { isProbablySignedIn } from '~/features/accounts/utils/signed-in-hint'
import { pathWithReturn } from '~/features/accounts/utils/return-parameter'
import { useNavigate } from '~/hooks/use-navigate'
import { href, redirect } from '~/lib/href'
import { privateMeta } from '~/utils/page-meta'

import { AccountFormPage } from '../components/entrance/account-form-page'
import { TextLink } from '../components/entrance/text-link'
import { useEntranceForm } from '../hooks/entrance/use-entrance-form'
import type { Route } from './+types/sign-in-elsewhere'

export const meta = () => privateMeta('Back again')

type Arguments = Pick<Route.ClientLoaderArgs, 'request'> & { params: { provider?: string } }

/** Where people are sent back to. What they come with can be used once, so it is used before anything is shown. */
export async function clientLoader({ request, params }: Arguments) {
  const { arrive } = await import('../helpers/elsewhere')
  const arrival = await arrive(params.provider ?? '', new URL(request.url).searchParams)
  if ('next' in arrival) throw redirect(arrival.next)
  return arrival
}

export default function SignInElsewherePage({ loaderData }: Pick<Route.ComponentProps, 'loaderData'>) {
  return 'problem' in loaderData ? (
    <Problem problem={loaderData.problem} />
  ) : (
    <AddressForm {...loaderData.asked} returnPath={loaderData.returnPath} />
  )
}

function Problem({ problem }: { problem: string }) {
  return (
    <AccountFormPage
      title="That did not work"
      description={problem}
      footer={
        isProbablySignedIn() ? (
          <TextLink to={href('/settings/security')}>Back to your account</TextLink>
        ) : (
          <>
            New here? <TextLink to={href('/sign-up')}>Create an account</TextLink>
          </>
        )
      }
    >
      <TextLink to={href('/sign-in')}>Begin again</TextLink>
    </AccountFormPage>
  )
}

type AddressFormProps = { email: string; name: string; returnPath: string }

/** For newcomers whose address nobody vouches for: they prove it as everybody does, but need no password. */
function AddressForm({ email, name, returnPath }: AddressFormProps) {
  const navigate = useNavigate()
  const form = useEntranceForm(
    async () => (await import('../helpers/entrance')).signUpEntrance,
    (asked) =>
      navigate(pathWithReturn('/sign-up/confirm', returnPath), { state: { ...asked, elsewhere: { name } } }),
  )
  return (
    <AccountFormPage
      title="Your address"
      description="Where you came from, nobody has checked that this address is yours. A mail will."
      footer={
        <>
          You have an account here already? <TextLink to={href('/sign-in')}>Sign in</TextLink> first, then
          connect the other one in the settings.
        </>
      }
    >
      <Form form={form} submitLabel="Continue" variant="page">
        <TextField
          label="E-mail"
          type="email"
          autoComplete="email"
          defaultValue={email}
          hint="You get a mail that shows that this address is yours."
          {...form.field('email')}
        />
      </Form>
    </AccountFormPage>
  )
}
