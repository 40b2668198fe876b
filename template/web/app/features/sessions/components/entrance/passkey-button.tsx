import { useState } from 'react'

import { Button } from '~/components/ui/button'
import { messageOf } from '~/lib/problem'
import { showToast } from '~/lib/toasts'

type PasskeyButtonProps = {
  label: string
  size?: 'medium' | 'large'
  /** Loads what asks for the passkey: whoever does without it fetches none of it. It says whether one was used. */
  load: () => Promise<() => Promise<boolean>>
  onDone: () => unknown
}

/** Shows with a passkey who somebody is. Nothing happens if they leave the browser's dialog. */
export function PasskeyButton({ label, size = 'medium', load, onDone }: PasskeyButtonProps) {
  const [busy, setBusy] = useState(false)

  async function show() {
    setBusy(true)
    try {
      const ask = await load()
      if (await ask()) await onDone()
    } catch (error) {
      showToast('failure', messageOf(error))
    }
    setBusy(false)
  }

  return (
    <Button variant="secondary" size={size} busy={busy} onClick={show}>
      {label}
    </Button>
  )
}
