import { useQueryClient } from '@tanstack/react-query'

import { showChangedUser } from '~/features/accounts/session'
import type { UserPublic } from '~/generated/types.gen'
import { showToast } from '~/lib/toasts'

/** What follows once an account has another address: every page shows it, and its owner is told. */
export function useEmailChanged() {
  const queryClient = useQueryClient()
  return (user: UserPublic) => {
    showChangedUser(queryClient, user)
    showToast('success', `From now on you sign in with ${user.email}.`)
  }
}
