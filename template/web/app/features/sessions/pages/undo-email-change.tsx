import { useState } from 'react'

import { Alert } from '~/components/ui/alert'
import { Button } from '~/components/ui/button'
import { useNavigate } from '~/hooks/use-navigate'
import { href, withHash } from '~/lib/href'
import { messageOf } from '~/lib/problem'
import { privateMeta } from '~/utils/page-meta'

import { AccountFormPage } from '../components/entrance/account-form-page'
import { TextLink } from '../components/entrance/text-link'
import { useLinkToken } from '../utils/link-token'

export const meta = () => privateMeta('Take your account back')

/** Asks before the link is used up, because programs that look through mails open links too. */
export default function UndoEmailChangePage() {
  const token = useLinkToken()
  return (
    <AccountFormPage
      title="Take your account back"
      description={
        token
          ? 'It gets its old address again, and everybody is signed out. Then you choose a new password.'
          : 'This page is opened by the link in a mail.'
      }
      footer={
        <>
          It was you? Then there is nothing to do. <TextLink to={href('/sign-in')}>Sign in</TextLink>
        </>
      }
    >
      {token && <Undo token={token} />}
    </AccountFormPage>
  )
}

function Undo({ token }: { token: string }) {
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function undo() {
    setBusy(true)
    try {
      const { undoChange } = await import('../helpers/undo-change')
      const link = withHash(href('/reset-password/new'), { token: await undoChange(token) })
      await navigate(link, { replace: true })
    } catch (error) {
      setProblem(messageOf(error))
    }
    setBusy(false)
  }

  return (
    <div className="grid gap-5">
      {problem !== null && <Alert>{problem}</Alert>}
      <Button size="large" busy={busy} onClick={undo}>
        Take it back
      </Button>
    </div>
  )
}
