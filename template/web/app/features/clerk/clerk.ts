import { client } from '~/generated/client.gen'
import { showMe } from '~/generated/sdk.gen'
import { hasStatus } from '~/lib/problem'

type Part = 'SignIn' | 'SignUp' | 'UserProfile'

/** What is used here of Clerk's script: https://clerk.com/docs/reference/objects/clerk. */
export type Clerk = {
  load: (options: { ui: { ClerkUI: unknown }; signInUrl: string; signUpUrl: string }) => Promise<void>
  session?: { getToken: (options?: { skipCache: boolean }) => Promise<string | null> } | null
  signOut: (options?: { redirectUrl: string }) => Promise<void>
  openUserProfile: () => void
} & Record<`mount${Part}`, (place: HTMLDivElement, options: Record<string, unknown>) => void> &
  Record<`unmount${Part}`, (place: HTMLDivElement) => void>

declare global {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- only an interface adds to the one that is there
  interface Window {
    Clerk?: Clerk
    __internal_ClerkUICtor?: unknown
  }
}

type Configuration = { publishable_key: string; frontend_host: string }

let loading: Promise<Clerk> | undefined

/** Clerk's script, loaded once from Clerk itself. From then on its token is fresh, and goes along with every call. */
export function loadClerk(): Promise<Clerk> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

/** Lets a test begin as a page does. */
export function forgetClerk(): void {
  loading = undefined
  client.interceptors.request.clear()
}

async function load(): Promise<Clerk> {
  const { data } = await client.get<{ 200: Configuration }, unknown, true>({
    url: '/api/clerk/configuration',
  })
  const packages = `https://${data.frontend_host}/npm/@clerk`
  await Promise.all([
    addScript(`${packages}/clerk-js@6/dist/clerk.browser.js`, data.publishable_key),
    addScript(`${packages}/ui@1/dist/ui.browser.js`, data.publishable_key),
  ])
  const clerk = window.Clerk
  if (!clerk) throw new Error('The script of Clerk does not do what it should.')
  await clerk.load({
    // oxlint-disable-next-line no-underscore-dangle -- so Clerk calls it, and tells to use it
    ui: { ClerkUI: window.__internal_ClerkUICtor },
    signInUrl: '/sign-in',
    signUpUrl: '/sign-up',
  })
  // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- this is no server
  const withToken = async (request: Request) => {
    const token = await clerk.session?.getToken()
    if (token) request.headers.set('Authorization', `Bearer ${token}`)
    return request
  }
  // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- this is no server
  client.interceptors.request.use(withToken)
  return clerk
}

function addScript(address: string, publishableKey: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = address
    script.crossOrigin = 'anonymous'
    script.dataset.clerkPublishableKey = publishableKey
    script.addEventListener('load', () => resolve())
    script.addEventListener('error', () => {
      script.remove()
      reject(new Error(`${address} cannot be loaded.`))
    })
    document.head.append(script)
  })
}

/** Ends the session of this browser. */
export async function signOut(): Promise<void> {
  await (await loadClerk()).signOut()
}

/** Whether Clerk knows whose browser this is. The token in its cookie is good for a minute; this gets a new one. */
export async function resume(): Promise<boolean> {
  return Boolean(await (await loadClerk()).session?.getToken())
}

/**
 * Whether somebody is signed in at Clerk, and may come in here. Whoever was signed out here alone is signed out there too: else
 * the form would lead them to a page that leads them back.
 */
export async function isLetIn(clerk: Clerk): Promise<boolean> {
  if (!clerk.session) return false
  await clerk.session.getToken({ skipCache: true })
  try {
    await showMe({ throwOnError: true })
  } catch (error) {
    if (hasStatus(error, 401)) {
      await clerk.signOut()
      return false
    }
  }
  // What else may be wrong with them, the page says to which they go.
  return true
}

/**
 * Lets somebody show once more that it is them, in the one way that Clerk documents for pages without its React package: they
 * sign in anew, which the next token tells, and are led back.
 */
export async function signInAgain(signInPage: string): Promise<void> {
  await (await loadClerk()).signOut({ redirectUrl: signInPage })
}

/** Shows in front of the page what Clerk keeps of somebody. */
export async function openProfile(): Promise<void> {
  ;(await loadClerk()).openUserProfile()
}
