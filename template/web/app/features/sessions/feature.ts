import type { Feature } from '~/utils/feature'

export const sessions: Feature = {
  name: 'sessions',
  publicPages: [
    { path: 'sign-up', file: 'pages/sign-up.tsx' },
    { path: 'sign-in', file: 'pages/sign-in.tsx' },
  ],
}
