import { Archive, LockKeyhole, MonitorSmartphone, Settings, UserRound } from 'lucide-react'

import type { Feature } from '~/utils/feature'

export const accounts: Feature = {
  name: 'accounts',
  // An address of old, kept for bookmarks.
  signedInPages: [{ path: 'account', file: 'pages/account.tsx' }],
  settingsPages: [
    { path: 'settings/profile', file: 'pages/profile.tsx', label: 'Profile', icon: UserRound },
    { path: 'settings/data', file: 'pages/your-data.tsx', label: 'Your data', icon: Archive },
  ],
  navigation: [{ label: 'Settings', path: '/settings', icon: Settings }],
  highlights: [
    {
      title: 'Yours alone',
      text: 'What you save is shown to you and to nobody else. Sign out, and this device forgets it.',
      icon: LockKeyhole,
    },
    {
      title: 'At home on every screen',
      text: 'On the desk or in your pocket, in daylight or at night, it reads the same.',
      icon: MonitorSmartphone,
    },
  ],
}
