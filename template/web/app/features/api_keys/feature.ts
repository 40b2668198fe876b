import { KeyRound } from 'lucide-react'

import type { Feature } from '~/utils/feature'

export const apiKeys: Feature = {
  name: 'api_keys',
  settingsPages: [
    { path: 'settings/api-keys', file: 'pages/api-keys.tsx', label: 'API keys', icon: KeyRound },
  ],
}
