import { queryClient } from '~/configuration/query-client'
import { setCurrentUser } from '~/features/accounts/session'
import { destinationFrom, pathWithReturn } from '~/features/accounts/utils/return-parameter'
import { beginElsewhere, beginToConnect, finishElsewhere } from '~/generated/sdk.gen'
import type { AddressAsked, Finished, ProviderName } from '~/generated/types.gen'
import { zFinishElsewherePath } from '~/generated/zod.gen'
import { href, type Href } from '~/lib/href'
import { hasStatus, messageOf } from '~/lib/problem'
import { showToast } from '~/lib/toasts'

/** Leads to where somebody proves who they are. */
export async function leaveToSignIn(provider: ProviderName, returnPath: string | null): Promise<void> {
  const { data } = await beginElsewhere({
    path: { provider },
    body: { return_to: returnPath ?? '' },
    throwOnError: true,
  })
  window.location.assign(data.address)
}

/** The same, to connect the account there with the one here. */
export async function leaveToConnect(provider: ProviderName): Promise<void> {
  const { data } = await beginToConnect({ path: { provider }, throwOnError: true })
  window.location.assign(data.address)
}

/** What has become of somebody who is back: where they go on, or what they have to do first, or what went wrong. */
export type Arrival = { next: Href } | { asked: AddressAsked; returnPath: string } | { problem: string }

/** Does what somebody left for. `answer` is what the other side has sent them back with. */
export async function arrive(provider: string, answer: URLSearchParams): Promise<Arrival> {
  const [code, state] = [answer.get('code'), answer.get('state')]
  if (answer.get('error') === 'access_denied')
    return { problem: 'You did not allow it there, so nothing was done.' }
  if (!isProvider(provider) || !code || !state) {
    return { problem: 'The other side could not tell who you are. Begin again, or sign in in another way.' }
  }
  try {
    const { data } = await finishElsewhere({
      path: { provider },
      body: { code, state, iss: answer.get('iss') },
      throwOnError: true,
    })
    return await whatFollows(data.result, data.return_to)
  } catch (error) {
    if (hasStatus(error, 404)) return { problem: 'Nobody can sign in this way here.' }
    return { problem: messageOf(error) }
  }
}

async function whatFollows(result: Finished['result'], returnPath: string): Promise<Arrival> {
  if ('id' in result) {
    setCurrentUser(queryClient, result)
    return { next: await destinationFrom(new URLSearchParams({ return_to: returnPath })) }
  }
  if (result.next_step === 'address') return { asked: result, returnPath }
  if (result.next_step === 'connected') {
    showToast('success', 'Connected. You can sign in with that account now.')
    return { next: href('/settings/security') }
  }
  return { next: pathWithReturn('/sign-in/two-factor', returnPath) }
}

function isProvider(name: string): name is ProviderName {
  return zFinishElsewherePath.safeParse({ provider: name }).success
}
