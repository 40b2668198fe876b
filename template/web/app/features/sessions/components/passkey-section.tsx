import { useQuery } from '@tanstack/react-query'

import { QueryFailure } from '~/components/query-failure'
import { SettingsSection } from '~/components/settings-section'
import { Skeleton } from '~/components/ui/skeleton'
import { listPasskeysOptions } from '~/generated/@tanstack/react-query.gen'

import { PasskeyList } from './passkey-list'

export function PasskeySection() {
  const passkeys = useQuery(listPasskeysOptions())
  return (
    <SettingsSection
      title="Passkeys"
      description="Sign in with your face, your finger or the code of your device. Nobody can guess a passkey, or talk you out of it."
    >
      {passkeys.data ? (
        <PasskeyList passkeys={passkeys.data} />
      ) : passkeys.error ? (
        <QueryFailure
          title="Your passkeys could not be loaded"
          error={passkeys.error}
          onRetry={() => passkeys.refetch()}
          retrying={passkeys.isFetching}
        />
      ) : (
        <Skeleton className="h-16" />
      )}
    </SettingsSection>
  )
}
