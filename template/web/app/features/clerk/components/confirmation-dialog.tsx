import { useState } from 'react'
import { useLocation } from 'react-router'

import { Button } from '~/components/ui/button'
import { Dialog } from '~/components/ui/dialog'
import { DialogButtons } from '~/components/ui/dialog-buttons'
import { pathWithReturn } from '~/features/accounts/utils/return-parameter'
import { messageOf } from '~/lib/problem'
import { showToast } from '~/lib/toasts'
import type { ConfirmationDialogProps } from '~/utils/feature'

import { signInAgain } from '../clerk'

/** Asks somebody who signed in a while ago to sign in once more: the server goes by when they last did. */
export function ConfirmationDialog({ open, onAnswer }: ConfirmationDialogProps) {
  const { pathname, search } = useLocation()
  const [busy, setBusy] = useState(false)

  async function leave() {
    setBusy(true)
    try {
      await signInAgain(pathWithReturn('/sign-in', pathname + search))
    } catch (error) {
      setBusy(false)
      showToast('failure', messageOf(error))
    }
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(stays) => !stays && onAnswer(false)}
      title="Is it you?"
      description="You signed in a while ago. Sign in again, and you are back on this page; then do it once more within ten minutes."
    >
      <DialogButtons>
        <Button variant="secondary" onClick={() => onAnswer(false)}>
          Cancel
        </Button>
        <Button busy={busy} onClick={() => void leave()}>
          Sign in again
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
