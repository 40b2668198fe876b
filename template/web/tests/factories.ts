import type { UserPublic } from '~/generated/types.gen'

export function makeUser(given: Partial<UserPublic> = {}): UserPublic {
  return {
    id: 'user_01h455vb4pex5vsknk084sn02q',
    email: 'ada@example.org',
    name: 'Ada Example',
    created_at: '2026-01-02T03:04:05Z',
    role: 'member',
    permissions: [],
    leaves_at: null,
    time_zone: null,
    picture: null,
    ...given,
  }
}
