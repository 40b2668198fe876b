import { UsersRound } from 'lucide-react'

import type { Feature } from '~/utils/feature'

export const admin: Feature = {
  name: 'admin',
  signedInPages: [
    { path: 'admin', file: 'pages/first.tsx' },
    { path: 'admin/users', file: 'pages/users.tsx' },
    { path: 'admin/users/:userId', file: 'pages/user.tsx' },
    { path: 'admin/audit', file: 'pages/audit.tsx' },
  ],
  navigation: [{ label: 'Administration', path: '/admin', icon: UsersRound, permission: 'see_users' }],
}
