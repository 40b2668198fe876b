import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { QueryFailure } from '~/components/query-failure'
import { SettingsSection } from '~/components/settings-section'
import { Button } from '~/components/ui/button'
import {
  listIdentitiesOptions,
  listIdentitiesQueryKey,
  listProvidersOptions,
} from '~/generated/@tanstack/react-query.gen'
import { disconnectIdentity } from '~/generated/sdk.gen'
import type { ProviderPublic, SocialIdentityPublic } from '~/generated/types.gen'
import { messageOf } from '~/lib/problem'
import { showToast } from '~/lib/toasts'

import { useConfirmation } from '~/features/accounts/hooks/use-confirmation'

/** The accounts elsewhere with which one can sign in. It stays away where none is offered and none is connected. */
export function SocialSection() {
  const providers = useQuery(listProvidersOptions())
  const identities = useQuery(listIdentitiesOptions())
  const failed = [providers, identities].find(({ error }) => error !== null)
  if (!failed && !providers.data?.length && !identities.data?.length) return null
  return (
    <SettingsSection
      title="Connected accounts"
      description="Accounts elsewhere with which you can sign in here."
    >
      {failed?.error ? (
        <QueryFailure
          title="Your connected accounts could not be loaded"
          error={failed.error}
          onRetry={() => failed.refetch()}
          retrying={failed.isFetching}
        />
      ) : (
        <ConnectionList providers={providers.data ?? []} identities={identities.data ?? []} />
      )}
    </SettingsSection>
  )
}

type ConnectionListProps = { providers: ProviderPublic[]; identities: SocialIdentityPublic[] }

function ConnectionList({ providers, identities }: ConnectionListProps) {
  const queryClient = useQueryClient()
  const { confirmed, dialog } = useConfirmation()
  const onError = (error: unknown) => showToast('failure', messageOf(error))
  const connect = useMutation({
    mutationFn: async ({ name }: ProviderPublic) => {
      const { leaveToConnect } = await import('../helpers/elsewhere')
      await confirmed(() => leaveToConnect(name))
    },
    onError,
  })
  const disconnect = useMutation({
    mutationFn: ({ id }: SocialIdentityPublic) =>
      confirmed(() => disconnectIdentity({ path: { identity_id: id }, throwOnError: true })),
    onSuccess: (_, { label }) => showToast('success', `${label} opens your account no more.`),
    onError,
    onSettled: () => queryClient.invalidateQueries({ queryKey: listIdentitiesQueryKey() }),
  })
  const free = providers.filter(({ name }) => !identities.some(({ provider }) => provider === name))
  return (
    <>
      <ul className="divide-y rounded-lg border">
        {identities.map((identity) => (
          <li key={identity.id} className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
            <div>
              <p className="font-medium">{identity.label}</p>
              <p className="text-sm break-all text-muted-foreground">{identity.shown_as}</p>
            </div>
            <Button
              variant="secondary"
              busy={disconnect.isPending && disconnect.variables.id === identity.id}
              aria-label={`Disconnect ${identity.label}`}
              onClick={() => disconnect.mutate(identity)}
            >
              Disconnect
            </Button>
          </li>
        ))}
        {free.map((provider) => (
          <li key={provider.name} className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
            <p className="font-medium">{provider.label}</p>
            <Button
              variant="secondary"
              busy={connect.isPending && connect.variables.name === provider.name}
              aria-label={`Connect ${provider.label}`}
              onClick={() => connect.mutate(provider)}
            >
              Connect
            </Button>
          </li>
        ))}
      </ul>
      {dialog}
    </>
  )
}
