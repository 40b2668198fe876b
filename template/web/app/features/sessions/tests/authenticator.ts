import { vi } from 'vitest'

type Behaviour = (options?: unknown) => Promise<unknown>

/** Stands in for the browser's own dialog and an authenticator behind it, which jsdom lacks: what either does when asked. */
export function plugIn(behaviour: { create?: Behaviour; get?: Behaviour }): void {
  function PublicKeyCredential() {}
  PublicKeyCredential.isConditionalMediationAvailable = async () => behaviour.get !== undefined
  vi.stubGlobal('PublicKeyCredential', PublicKeyCredential)
  vi.stubGlobal('navigator', Object.assign(navigator, { credentials: behaviour }))
}

export const cancelled: Behaviour = () => Promise.reject(new DOMException('Left.', 'NotAllowedError'))

export const known: Behaviour = () => Promise.reject(new DOMException('Known.', 'InvalidStateError'))

const bytes = (text: string) => new TextEncoder().encode(text).buffer

const credential = {
  id: 'a2V5',
  rawId: bytes('key'),
  type: 'public-key',
  getClientExtensionResults: () => ({}),
}

export const makes: Behaviour = async () => ({
  ...credential,
  response: { clientDataJSON: bytes('client'), attestationObject: bytes('attestation') },
})

export const signs: Behaviour = async () => ({
  ...credential,
  response: {
    clientDataJSON: bytes('client'),
    authenticatorData: bytes('data'),
    signature: bytes('signature'),
    userHandle: bytes('ada'),
  },
})

/** What the server hands to the browser. */
export const creationOptions = {
  challenge: 'Y2hhbGxlbmdl',
  rp: { id: 'localhost', name: 'The product' },
  user: { id: 'YWRh', name: 'ada@example.org', displayName: 'Ada Example' },
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
}

export const requestOptions = { challenge: 'Y2hhbGxlbmdl', rpId: 'localhost', allowCredentials: [] }
