import type { ManagedUser } from '~/generated/types.gen'

export function makeManagedUser(given: Partial<ManagedUser> = {}): ManagedUser {
  return {
    id: 'user_01h455vb4pex5vsknk084sn02s',
    email: 'bea@example.org',
    name: 'Bea Example',
    role: 'member',
    created_at: '2026-01-02T03:04:05Z',
    suspended_at: null,
    leaves_at: null,
    ...given,
  }
}
