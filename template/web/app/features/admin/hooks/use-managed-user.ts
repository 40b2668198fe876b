import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'

import {
  giveRoleMutation,
  listUsersQueryKey,
  restoreUserMutation,
  showUserQueryKey,
  suspendUserMutation,
} from '~/generated/@tanstack/react-query.gen'
import type { ManagedUser } from '~/generated/types.gen'
import { messageOf } from '~/lib/problem'
import { showToast } from '~/lib/toasts'

/** What administrators change about somebody. Pages and lists show it as soon as the server has it. */
export function useManagedUser() {
  const queryClient = useQueryClient()
  const onSuccess = (user: ManagedUser) => keep(queryClient, user)
  const suspend = useMutation({ ...suspendUserMutation(), onSuccess })
  const giveRole = useMutation({ ...giveRoleMutation(), onSuccess })
  const restore = useMutation({
    ...restoreUserMutation(),
    onSuccess: (user) => {
      showToast('success', `${user.name} may come in again.`)
      return keep(queryClient, user)
    },
    onError: (error) => showToast('failure', messageOf(error)),
  })
  return { suspend, restore, giveRole }
}

function keep(queryClient: QueryClient, user: ManagedUser) {
  queryClient.setQueryData(showUserQueryKey({ path: { user_id: user.id } }), user)
  return queryClient.invalidateQueries({ queryKey: listUsersQueryKey() })
}
