import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { RelativeTime } from '~/components/relative-time'
import { Button } from '~/components/ui/button'
import { ConfirmDialog } from '~/components/ui/confirm-dialog'
import { useConfirmation } from '~/features/accounts/hooks/use-confirmation'
import { renewRecoveryCodes, turnOffTwoFactor } from '~/generated/sdk.gen'
import { messageOf } from '~/lib/problem'
import { showToast } from '~/lib/toasts'

type TwoFactorOnProps = {
  since: string
  codesLeft: number
  onRenewed: (codes: string[]) => unknown
  onTurnedOff: () => unknown
}

/** What can be done with a second factor that is on. */
export function TwoFactorOn({ since, codesLeft, onRenewed, onTurnedOff }: TwoFactorOnProps) {
  const [asking, setAsking] = useState<'renew' | 'turn off' | null>(null)
  const { confirmed, dialog } = useConfirmation()
  const onError = (error: unknown) => showToast('failure', messageOf(error))
  const renew = useMutation({
    mutationFn: () => confirmed(() => renewRecoveryCodes({ throwOnError: true })),
    onSuccess: ({ data }) => onRenewed(data.codes),
    onError,
  })
  const turnOff = useMutation({
    mutationFn: () => confirmed(() => turnOffTwoFactor({ throwOnError: true })),
    onSuccess: () => {
      showToast('success', 'Two-factor sign-in is off. Other browsers are signed out.')
      return onTurnedOff()
    },
    onError,
  })
  return (
    <div className="grid gap-5">
      <div>
        <p className="font-medium">
          Turned on <RelativeTime time={since} />
        </p>
        <p className="text-sm text-muted-foreground">{leftInWords(codesLeft)}</p>
      </div>
      <div className="flex flex-wrap gap-3">
        <Button variant="secondary" busy={renew.isPending} onClick={() => setAsking('renew')}>
          New recovery codes
        </Button>
        <Button variant="secondary" busy={turnOff.isPending} onClick={() => setAsking('turn off')}>
          Turn off
        </Button>
      </div>
      <ConfirmDialog
        open={asking === 'renew'}
        onOpenChange={(stays) => !stays && setAsking(null)}
        title="Make new recovery codes?"
        description="Those that you have are worth nothing then."
        confirmLabel="Make new ones"
        onConfirm={() => {
          setAsking(null)
          renew.mutate()
        }}
      />
      <ConfirmDialog
        open={asking === 'turn off'}
        onOpenChange={(stays) => !stays && setAsking(null)}
        title="Turn two-factor sign-in off?"
        description="Whoever knows your password can sign in then. Other browsers are signed out, and the recovery codes are worth nothing."
        confirmLabel="Turn off"
        onConfirm={() => {
          setAsking(null)
          turnOff.mutate()
        }}
      />
      {dialog}
    </div>
  )
}

function leftInWords(count: number): string {
  if (count === 0) return 'No recovery code is left. Make new ones before you need them.'
  return count === 1 ? 'One recovery code is left.' : `${count} recovery codes are left.`
}
