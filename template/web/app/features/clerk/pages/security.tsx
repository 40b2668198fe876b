import { privateMeta } from '~/utils/page-meta'

import { ClerkPart } from '../components/clerk-part'

export const meta = () => privateMeta('Security')

/** How somebody signs in, and where they are signed in: Clerk keeps it, and shows it. */
export default function SecurityPage() {
  return <ClerkPart part="UserProfile" />
}
