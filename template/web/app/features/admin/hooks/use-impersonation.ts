import { useMutation, useQueryClient } from '@tanstack/react-query'

import { changePerson } from '~/features/accounts/session'
import { becomeUserMutation, goBackMutation } from '~/generated/@tanstack/react-query.gen'
import { useNavigate } from '~/hooks/use-navigate'
import { href } from '~/lib/href'
import { messageOf } from '~/lib/problem'
import { showToast } from '~/lib/toasts'
import { homePath } from '~/utils/navigation'

/** Makes this browser somebody else's, and shows what they see. */
export function useBecome() {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    ...becomeUserMutation(),
    onSuccess: async () => {
      // First away from here: the page of administration is not open to whom this browser belongs then.
      await navigate(homePath())
      await changePerson(queryClient)
    },
  })
}

/** Makes this browser its owner's again. */
export function useGoBack() {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    ...goBackMutation(),
    onSuccess: async () => {
      await changePerson(queryClient)
      await navigate(href('/admin/users'))
    },
    onError: (error) => showToast('failure', messageOf(error)),
  })
}
