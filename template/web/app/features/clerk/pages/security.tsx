import { privateMeta } from '~/utils/page-meta'

import { ClerkPart } from '../components/clerk-part'

export const meta = () => privateMeta('Security')

/** Addresses, passwords, passkeys and devices: all that Clerk keeps. */
export default function SecurityPage() {
  return <ClerkPart part="UserProfile" />
}
