import { useMutation, useQueryClient } from '@tanstack/react-query'

import { features } from '~/features'
import { hasStatus, messageOf } from '~/lib/problem'
import { showToast } from '~/lib/toasts'

import { leave } from '../session'

/** Signs out on the server and here. The signed-in frame then leads to the landing page. */
export function useSignOut() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async () => {
      for (const { signOut } of features) await signOut?.()
    },
    onSuccess: () => leave(queryClient),
    onError: (error) => {
      if (hasStatus(error, 401)) leave(queryClient)
      else showToast('failure', messageOf(error))
    },
  })
}
