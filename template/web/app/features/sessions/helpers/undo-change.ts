import { queryClient } from '~/configuration/query-client'
import { setCurrentUser } from '~/features/accounts/session'
import { undoEmailChange } from '~/generated/sdk.gen'

/** Gives an account its old address back. Whoever was signed in on this browser is not any more. Returns what a new password is chosen with. */
export async function undoChange(token: string): Promise<string> {
  const { data } = await undoEmailChange({ body: { token }, throwOnError: true })
  setCurrentUser(queryClient, null)
  return data.token
}
