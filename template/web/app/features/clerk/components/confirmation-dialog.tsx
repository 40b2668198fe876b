import { useEffect } from 'react'

import type { ConfirmationDialogProps } from '~/utils/feature'

import { reverify } from '../clerk'

/** Asks somebody who signed in a while ago to show once more that it is them, in a dialog of Clerk's. */
export function ConfirmationDialog({ open, onAnswer }: ConfirmationDialogProps) {
  useEffect(() => {
    if (open) reverify().then(onAnswer, () => onAnswer(false))
    // Asked once each time that it opens.
    // oxlint-disable-next-line react/exhaustive-deps -- the answer goes to whoever asked
  }, [open])
  return null
}
