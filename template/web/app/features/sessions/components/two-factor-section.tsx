import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { QueryFailure } from '~/components/query-failure'
import { SettingsSection } from '~/components/settings-section'
import { Skeleton } from '~/components/ui/skeleton'
import { listSessionsQueryKey, showTwoFactorOptions } from '~/generated/@tanstack/react-query.gen'

import { RecoveryCodesDialog } from './recovery-codes-dialog'
import { TwoFactorOff } from './two-factor-off'
import { TwoFactorOn } from './two-factor-on'

/** Whether signing in takes a second proof, and turning it on and off. */
export function TwoFactorSection() {
  const queryClient = useQueryClient()
  const state = useQuery(showTwoFactorOptions())
  const [codes, setCodes] = useState<string[] | null>(null)

  async function refresh() {
    // Other browsers have been signed out.
    void queryClient.invalidateQueries({ queryKey: listSessionsQueryKey() })
    await state.refetch()
  }

  async function showCodes(made: string[]) {
    setCodes(made)
    await refresh()
  }

  return (
    <SettingsSection
      title="Two-factor sign-in"
      description="Your password alone opens nothing then: signing in also takes a code from an app on your telephone."
    >
      {state.data ? (
        state.data.on_since === null ? (
          <TwoFactorOff onTurnedOn={showCodes} />
        ) : (
          <TwoFactorOn
            since={state.data.on_since}
            codesLeft={state.data.recovery_codes_left}
            onRenewed={showCodes}
            onTurnedOff={refresh}
          />
        )
      ) : state.error ? (
        <QueryFailure
          title="Whether it is on could not be loaded"
          error={state.error}
          onRetry={() => state.refetch()}
          retrying={state.isFetching}
        />
      ) : (
        <Skeleton className="h-16" />
      )}
      <RecoveryCodesDialog codes={codes} onKept={() => setCodes(null)} />
    </SettingsSection>
  )
}
