import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { SettingsSection } from '~/components/settings-section'
import { Button } from '~/components/ui/button'
import { Card } from '~/components/ui/card'
import { ConfirmDialog } from '~/components/ui/confirm-dialog'
import { projectName } from '~/configuration/project'
import { deleteMyAccount, exportMyData } from '~/generated/sdk.gen'
import { exactTime } from '~/lib/exact-time'
import { messageOf } from '~/lib/problem'
import { showToast } from '~/lib/toasts'
import { privateMeta } from '~/utils/page-meta'

import { saveFile } from '../helpers/save-file'
import { useConfirmation } from '../hooks/use-confirmation'
import { leave } from '../session'

export const meta = () => privateMeta('Your data')

export default function YourDataPage() {
  return (
    <Card className="divide-y">
      <SettingsSection
        title="Download"
        description={`Everything that ${projectName} knows of you, in a file that programs can read.`}
      >
        <Download />
      </SettingsSection>
      <SettingsSection
        title="Leave"
        description="You can change your mind for a week. After that nothing can be brought back."
      >
        <Leave />
      </SettingsSection>
    </Card>
  )
}

function Download() {
  const { confirmed, dialog } = useConfirmation()
  const [busy, setBusy] = useState(false)

  async function download() {
    setBusy(true)
    try {
      const { data } = await confirmed(() => exportMyData({ throwOnError: true }))
      saveFile('my-data.json', JSON.stringify(data, null, 2))
    } catch (error) {
      showToast('failure', messageOf(error))
    }
    setBusy(false)
  }

  return (
    <>
      <Button variant="secondary" busy={busy} onClick={download}>
        Download my data
      </Button>
      {dialog}
    </>
  )
}

function Leave() {
  const queryClient = useQueryClient()
  const { confirmed, dialog } = useConfirmation()
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)

  async function deleteAccount() {
    setAsking(false)
    setBusy(true)
    try {
      const { data } = await confirmed(() => deleteMyAccount({ throwOnError: true }))
      leave(queryClient)
      const moment = exactTime(new Date(data.leaves_at))
      showToast('success', `Your account is erased on ${moment}. Sign in before that to bring it back.`)
    } catch (error) {
      setBusy(false)
      showToast('failure', messageOf(error))
    }
  }

  return (
    <>
      <Button variant="secondary" busy={busy} onClick={() => setAsking(true)}>
        Delete my account
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Delete your account?"
        description="You are signed out everywhere at once. In a week your account is erased, with all that you have saved here. Until then you can sign in and bring it back; after that nobody can."
        confirmLabel="Delete my account"
        onConfirm={deleteAccount}
      />
      {dialog}
    </>
  )
}
