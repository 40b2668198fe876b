import { vi } from 'vitest'

import { features } from '~/features'
import type { ConfirmationDialogProps } from '~/utils/feature'

/** Stands in for what asks people who they are, in whatever way they sign in: a button, “It is me”. */
export function confirmByButton(): void {
  const way = features.find((feature) => feature.confirmation)!
  vi.spyOn(way, 'confirmation').mockResolvedValue({ ConfirmationDialog: Question })
}

function Question({ open, onAnswer }: ConfirmationDialogProps) {
  return open && <button onClick={() => onAnswer(true)}>It is me</button>
}
