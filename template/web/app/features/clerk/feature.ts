import { ShieldCheck, UserRoundCog } from 'lucide-react'

import type { Feature } from '~/utils/feature'

export const clerk: Feature = {
  name: 'clerk',
  publicPages: [
    { path: 'sign-up', file: 'pages/sign-up.tsx' },
    { path: 'sign-in', file: 'pages/sign-in.tsx' },
  ],
  settingsPages: [
    { path: 'settings/security', file: 'pages/security.tsx', label: 'Security', icon: ShieldCheck },
  ],
  accountMenu: [
    { label: 'Manage account', icon: UserRoundCog, run: async () => (await import('./clerk')).openProfile() },
  ],
  signOut: async () => (await import('./clerk')).signOut(),
  confirmation: () => import('./components/confirmation-dialog'),
  resume: async () => (await import('./clerk')).resume(),
}
