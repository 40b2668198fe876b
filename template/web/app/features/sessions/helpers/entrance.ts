import type * as z from 'zod/mini'

import '~/configuration/validation'
import { queryClient } from '~/configuration/query-client'
import { setCurrentUser } from '~/features/accounts/session'
import {
  askForReset,
  confirmByCode,
  finishSignUp,
  finishSocialSignUp,
  resetPassword,
  signIn,
  signInWithCode,
  signInWithRecoveryCode,
  signUp,
} from '~/generated/sdk.gen'
import {
  zAskForResetBody,
  zConfirmByCodeBody,
  zFinishSignUpBody,
  zFinishSocialSignUpBody,
  zResetPasswordBody,
  zSignInBody,
  zSignInWithCodeBody,
  zSignInWithRecoveryCodeBody,
  zSignUpBody,
} from '~/generated/zod.gen'

import type { Entrance } from '../hooks/entrance/use-entrance-form'
import type { ProvedAddress } from '../utils/sign-up-steps'

/** Its result is whether the person is in. If not, the second step is still to be taken. */
const signInEntrance: Entrance<boolean> = {
  check: (values) => complaintsOf(zSignInBody.safeParse(values)),
  enter: async (values) => {
    const { data } = await signIn({ body: zSignInBody.parse(values), throwOnError: true })
    const isIn = 'id' in data
    if (isIn) setCurrentUser(queryClient, data)
    return isIn
  },
}

/** Signing in. From now on the browser offers passkeys too, where the address is typed; `onPasskey` is called when one was taken. */
export function beginToSignIn(onPasskey: () => unknown): typeof signInEntrance {
  // Whether it can or not: the form works without.
  import('./passkeys').then(({ offerPasskeys }) => offerPasskeys(onPasskey)).catch(() => {})
  return signInEntrance
}

/** The second step for those who have turned it on: what their app shows. */
export const appCodeEntrance: Entrance = {
  check: (values) => complaintsOf(zSignInWithCodeBody.safeParse(values)),
  enter: async (values) => {
    const body = zSignInWithCodeBody.parse(values)
    const { data } = await signInWithCode({ body, throwOnError: true })
    setCurrentUser(queryClient, data)
  },
}

/** The same without the app. */
export const recoveryCodeEntrance: Entrance = {
  check: (values) => complaintsOf(zSignInWithRecoveryCodeBody.safeParse(values)),
  enter: async (values) => {
    const body = zSignInWithRecoveryCodeBody.parse(values)
    const { data } = await signInWithRecoveryCode({ body, throwOnError: true })
    setCurrentUser(queryClient, data)
  },
}

/** The first step of signing up. Its result is what the next step needs. */
export const signUpEntrance: Entrance<ProvedAddress> = {
  check: (values) => complaintsOf(zSignUpBody.safeParse(values)),
  enter: async (values) => {
    const body = zSignUpBody.parse(values)
    const { data } = await signUp({ body, throwOnError: true })
    return { email: body.email, secret: data.secret }
  },
}

/** The code in the mail. */
export const codeEntrance = (secret: string): Entrance => ({
  check: (values) => complaintsOf(zConfirmByCodeBody.safeParse({ ...values, secret })),
  enter: async (values) => {
    await confirmByCode({ body: zConfirmByCodeBody.parse({ ...values, secret }), throwOnError: true })
  },
})

/** The last step: who it is. */
export const accountEntrance = (secret: string): Entrance => ({
  check: (values) => complaintsOf(zFinishSignUpBody.safeParse({ ...values, secret })),
  enter: async (values) => {
    const body = zFinishSignUpBody.parse({ ...values, secret })
    const { data } = await finishSignUp({ body, throwOnError: true })
    setCurrentUser(queryClient, data)
  },
})

/** The last step of somebody who signs in elsewhere, and so needs no password. */
export const socialAccountEntrance = (secret: string): Entrance => ({
  check: (values) => complaintsOf(zFinishSocialSignUpBody.safeParse({ ...values, secret })),
  enter: async (values) => {
    const body = zFinishSocialSignUpBody.parse({ ...values, secret })
    const { data } = await finishSocialSignUp({ body, throwOnError: true })
    setCurrentUser(queryClient, data)
  },
})

/** A link to choose another password with. Its result is the address that was typed in. */
export const resetRequestEntrance: Entrance<string> = {
  check: (values) => complaintsOf(zAskForResetBody.safeParse(values)),
  enter: async (values) => {
    const body = zAskForResetBody.parse(values)
    await askForReset({ body, throwOnError: true })
    return body.email
  },
}

/** Another password. Whoever was signed in on this browser is not any more. */
export const resetEntrance = (token: string): Entrance => ({
  check: (values) => complaintsOf(zResetPasswordBody.safeParse({ ...values, token })),
  enter: async (values) => {
    const body = zResetPasswordBody.parse({ ...values, token })
    await resetPassword({ body, throwOnError: true })
    setCurrentUser(queryClient, null)
  },
})

/** The first thing that is wrong with each field. */
function complaintsOf(result: z.core.util.SafeParseResult<unknown>): Record<string, string> {
  const issues = result.error?.issues ?? []
  return Object.fromEntries(issues.toReversed().map(({ path, message }) => [String(path[0]), message]))
}
