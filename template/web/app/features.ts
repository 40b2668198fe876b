import { accounts } from './features/accounts/feature'
import { admin } from './features/admin/feature'
import { apiKeys } from './features/api_keys/feature'
import { notes } from './features/notes/feature'
import { sessions } from './features/sessions/feature'
import type { Feature } from './utils/feature'

export const features: Feature[] = [
  // In the order of the navigation: a person who signs in lands on its first entry.
  notes,
  accounts,
  admin,
  sessions,
  apiKeys,
]
