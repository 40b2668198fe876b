import type { PasskeyPublic, SessionPublic, SocialIdentityPublic } from '~/generated/types.gen'

export function makeSession(values: Partial<SessionPublic> = {}): SessionPublic {
  return {
    id: 'session_01h455vb4pex5vsknk084sn02q',
    device: 'Firefox on Linux',
    address: '203.0.113.9',
    country: null,
    is_in_own_network: false,
    created_at: '2026-01-02T03:04:05Z',
    seen_at: '2026-01-02T03:04:05Z',
    is_this_one: false,
    ...values,
  }
}

export function makePasskeyPublic(values: Partial<PasskeyPublic> = {}): PasskeyPublic {
  return {
    id: 'passkey_01h455vb4pex5vsknk084sn02q',
    name: 'Bitwarden',
    created_at: '2026-01-02T03:04:05Z',
    used_at: null,
    ...values,
  }
}

export function makeIdentity(values: Partial<SocialIdentityPublic> = {}): SocialIdentityPublic {
  return {
    id: 'identity_01h455vb4pex5vsknk084sn02q',
    provider: 'oidc',
    label: 'Example ID',
    shown_as: 'ada@example.org',
    created_at: '2026-01-02T03:04:05Z',
    ...values,
  }
}
