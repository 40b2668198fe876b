import { signOut as signOutOnServer } from '~/generated/sdk.gen'

/** Ends the session of this browser. */
export const signOut = () => signOutOnServer({ throwOnError: true })
