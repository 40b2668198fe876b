import { useState } from 'react'

import { PageHeader } from '~/components/page-header'
import { Alert } from '~/components/ui/alert'
import { Button } from '~/components/ui/button'
import { useConfirmation } from '~/features/accounts/hooks/use-confirmation'
import { changeEmailByLink } from '~/generated/sdk.gen'
import { useNavigate } from '~/hooks/use-navigate'
import { href } from '~/lib/href'
import { messageOf } from '~/lib/problem'
import { privateMeta } from '~/utils/page-meta'

import { useEmailChanged } from '../hooks/use-email-changed'
import { TextLink } from '../components/entrance/text-link'
import { useLinkToken } from '../utils/link-token'

export const meta = () => privateMeta('Another address')

/** Asks before the link is used up, because programs that look through mails open links too. */
export default function ChangeEmailPage() {
  const token = useLinkToken()
  return (
    <>
      <PageHeader title="Use another address" />
      {token ? (
        <LinkConfirmation token={token} />
      ) : (
        <p>
          This page is opened by the link in a mail. Ask for one under{' '}
          <TextLink to={href('/settings/security')}>Security</TextLink>.
        </p>
      )}
    </>
  )
}

function LinkConfirmation({ token }: { token: string }) {
  const navigate = useNavigate()
  const emailChanged = useEmailChanged()
  const { confirmed, dialog } = useConfirmation()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function change() {
    setBusy(true)
    try {
      const { data } = await confirmed(() => changeEmailByLink({ body: { token }, throwOnError: true }))
      await navigate(href('/settings/security'), { replace: true })
      emailChanged(data)
    } catch (error) {
      setProblem(messageOf(error))
    }
    setBusy(false)
  }

  return (
    <div className="grid max-w-md gap-5">
      {problem !== null && <Alert>{problem}</Alert>}
      <p>Your account moves to the address at which you got the mail. The old address is told.</p>
      <Button size="large" busy={busy} onClick={change}>
        Use this address
      </Button>
      {dialog}
    </div>
  )
}
