import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
  type AuthenticationResponseJSON,
} from '@simplewebauthn/browser'

import { queryClient } from '~/configuration/query-client'
import { setCurrentUser } from '~/features/accounts/session'
import {
  addPasskey,
  beginToAddPasskey,
  beginToConfirmByPasskey,
  beginToSignInByPasskey,
  confirmByPasskey,
  signInByPasskey,
} from '~/generated/sdk.gen'
import type { PasskeyPublic } from '~/generated/types.gen'
import { ApiProblem, messageOf } from '~/lib/problem'
import { showToast } from '~/lib/toasts'

/** Lets the browser make a passkey, and the server keep it. Null if the person has changed their mind. */
export async function makePasskey(): Promise<PasskeyPublic | null> {
  const { data: options } = await beginToAddPasskey({ throwOnError: true })
  const credential = await asked(() => startRegistration({ optionsJSON: options }))
  if (!credential) return null
  const { data } = await addPasskey({ body: { credential }, throwOnError: true })
  return data
}

/** While the browser asks in a dialog, it does not offer anything beside it: the one would end the other. */
let asksInDialog = false

/** Lets the browser ask which passkey to sign in with. Whether somebody did. */
export async function enterByPasskey(): Promise<boolean> {
  asksInDialog = true
  try {
    const { data: options } = await beginToSignInByPasskey({ throwOnError: true })
    return await enter(await asked(() => startAuthentication({ optionsJSON: options })))
  } finally {
    asksInDialog = false
  }
}

/** Lets the browser offer passkeys while a form is filled in. Nothing is said if it cannot, or if nobody takes one. */
export async function offerPasskeys(onEntered: () => unknown): Promise<void> {
  if (!(await browserSupportsWebAuthnAutofill())) return
  const { data: options } = await beginToSignInByPasskey()
  if (!options || asksInDialog) return
  // What is taken after its time would be refused.
  const lapse = setTimeout(() => WebAuthnAbortService.cancelCeremony(), options.timeout)
  const taken = await asked(() =>
    startAuthentication({
      optionsJSON: options,
      useBrowserAutofill: true,
      verifyBrowserAutofillInput: false,
    }),
  ).catch(() => null)
  clearTimeout(lapse)
  if (!taken) return
  try {
    if (await enter(taken)) onEntered()
  } catch (error) {
    showToast('failure', messageOf(error))
  }
}

async function enter(credential: AuthenticationResponseJSON | null): Promise<boolean> {
  if (!credential) return false
  const { data } = await signInByPasskey({ body: { credential }, throwOnError: true })
  if ('id' in data) setCurrentUser(queryClient, data)
  return true
}

/** Lets the person show with a passkey, once more, that it is them. Whether they did. */
export async function confirmWithPasskey(): Promise<boolean> {
  const { data: options } = await beginToConfirmByPasskey({ throwOnError: true })
  const credential = await asked(() => startAuthentication({ optionsJSON: options }))
  if (!credential) return false
  await confirmByPasskey({ body: { credential }, throwOnError: true })
  return true
}

const sentences: Record<string, string> = {
  InvalidStateError: 'There is a passkey for your account on this device already.',
  NotSupportedError: 'This device cannot keep a passkey that suffices to sign in.',
  ConstraintError: 'This device cannot check that it is you, so it cannot keep a passkey.',
  SecurityError: 'Passkeys work at the product’s own address only.',
}

/** What the browser answers. Null if the person left its dialog, or let its time run out: browsers do not tell these apart. */
async function asked<Answer>(ask: () => Promise<Answer>): Promise<Answer | null> {
  if (!browserSupportsWebAuthn()) throw refusal('This browser knows no passkeys.')
  try {
    return await ask()
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    if (name === 'NotAllowedError' || name === 'AbortError') return null
    throw refusal(sentences[name] ?? 'The passkey could not be used. Try again in a moment.')
  }
}

const refusal = (message: string) => new ApiProblem({ status: 400, code: 'passkey_refused', message })
