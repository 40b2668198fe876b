import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { Button } from '~/components/ui/button'
import { Dialog } from '~/components/ui/dialog'
import { useConfirmation } from '~/features/accounts/hooks/use-confirmation'
import { setUpTwoFactor } from '~/generated/sdk.gen'
import type { SetUp } from '~/generated/types.gen'
import { messageOf } from '~/lib/problem'
import { showToast } from '~/lib/toasts'

import { TwoFactorSetUp } from './two-factor-set-up'

type TwoFactorOffProps = {
  /** Called with the recovery codes once a code was right. */
  onTurnedOn: (codes: string[]) => unknown
}

/** The way to a second factor, for whoever has none. */
export function TwoFactorOff({ onTurnedOn }: TwoFactorOffProps) {
  const { confirmed, dialog } = useConfirmation()
  const [begun, setBegun] = useState<SetUp | null>(null)
  const begin = useMutation({
    mutationFn: () => confirmed(() => setUpTwoFactor({ throwOnError: true })),
    onSuccess: ({ data }) => setBegun(data),
    onError: (error) => showToast('failure', messageOf(error)),
  })
  return (
    <>
      <Button variant="secondary" busy={begin.isPending} onClick={() => begin.mutate()}>
        Set it up
      </Button>
      <Dialog
        open={begun !== null}
        onOpenChange={(stays) => !stays && setBegun(null)}
        title="Connect an authenticator app"
        description="Any app that makes six-digit codes will do, as those of Google, Microsoft or your password manager."
      >
        {begun && (
          <TwoFactorSetUp
            setUp={begun}
            onCancel={() => setBegun(null)}
            onTurnedOn={(codes) => {
              setBegun(null)
              return onTurnedOn(codes)
            }}
          />
        )}
      </Dialog>
      {dialog}
    </>
  )
}
