import { ShieldCheck } from 'lucide-react'

import type { Feature } from '~/utils/feature'

export const sessions: Feature = {
  name: 'sessions',
  publicPages: [
    { path: 'sign-up', file: 'pages/sign-up.tsx' },
    { path: 'sign-up/confirm', file: 'pages/confirm-address.tsx' },
    { path: 'sign-up/finish', file: 'pages/finish-sign-up.tsx' },
    { path: 'sign-in', file: 'pages/sign-in.tsx' },
    { path: 'sign-in/two-factor', file: 'pages/second-factor.tsx' },
    { path: 'sign-in/with/:provider', file: 'pages/sign-in-elsewhere.tsx' },
    { path: 'reset-password', file: 'pages/reset-password.tsx' },
    { path: 'reset-password/new', file: 'pages/new-password.tsx' },
    { path: 'change-email/undo', file: 'pages/undo-email-change.tsx' },
  ],
  signedInPages: [{ path: 'change-email', file: 'pages/change-email.tsx' }],
  settingsPages: [
    { path: 'settings/security', file: 'pages/security.tsx', label: 'Security', icon: ShieldCheck },
  ],
  confirmation: () => import('./components/confirmation-dialog'),
  personSection: () => import('./components/person-two-factor'),
  signOut: async () => (await import('./sign-out')).signOut(),
}
