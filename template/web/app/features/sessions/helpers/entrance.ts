import type * as z from 'zod/mini'

import '~/configuration/validation'
import { queryClient } from '~/configuration/query-client'
import { signIn, signUp } from '~/generated/sdk.gen'
import { zSignInBody, zSignUpBody } from '~/generated/zod.gen'

import type { Entrance } from '../hooks/use-entrance-form'
import { setCurrentUser } from '~/features/accounts/session'

export const signInEntrance: Entrance = {
  check: (values) => complaintsOf(zSignInBody.safeParse(values)),
  enter: async (values) => {
    const { data } = await signIn({ body: zSignInBody.parse(values), throwOnError: true })
    setCurrentUser(queryClient, data)
  },
}

export const signUpEntrance: Entrance = {
  check: (values) => complaintsOf(zSignUpBody.safeParse(values)),
  enter: async (values) => {
    const { data } = await signUp({ body: zSignUpBody.parse(values), throwOnError: true })
    setCurrentUser(queryClient, data)
  },
}

/** The first thing that is wrong with each field. */
function complaintsOf(result: z.core.util.SafeParseResult<unknown>): Record<string, string> {
  const issues = result.error?.issues ?? []
  return Object.fromEntries(issues.toReversed().map(({ path, message }) => [String(path[0]), message]))
}
