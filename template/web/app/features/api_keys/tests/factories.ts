import type { ApiKeyPublic, NewApiKey } from '~/generated/types.gen'

export function makeKey(values: Partial<ApiKeyPublic> = {}): ApiKeyPublic {
  return {
    id: 'key_01h455vb4pex5vsknk084sn02q',
    name: 'Backup',
    hint: 'product_live_…x9Kq',
    scopes: ['account:read'],
    created_at: '2026-01-02T03:04:05Z',
    expires_at: '2026-04-02T03:04:05Z',
    used_at: null,
    ...values,
  }
}

export function makeNewKey(values: Partial<NewApiKey> = {}): NewApiKey {
  return { ...makeKey(), token: 'product_live_theKeyItself', ...values }
}
