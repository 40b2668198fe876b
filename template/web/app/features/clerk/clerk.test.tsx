import { screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'

import { UserMenu } from '~/components/shell/user-menu'
import { client } from '~/generated/client.gen'
import SignedIn from '~/pages/signed-in'
import type { Feature } from '~/utils/feature'
import { makeUser } from '~tests/factories'
import { renderPages } from '~tests/render'
import { answer, json, notSignedIn } from '~tests/server'

import { forgetClerk, loadClerk, resume, signOut, type Clerk } from './clerk'
import { ConfirmationDialog } from './components/confirmation-dialog'
import SecurityPage from './pages/security'
import SignInPage, { clientLoader } from './pages/sign-in'
import SignUpPage, { clientLoader as signUpLoader } from './pages/sign-up'

const configuration = { publishable_key: 'pk_test_1', frontend_host: 'clerk.example.org' }

/** Clerk, as its script would leave it behind. */
function makeClerk(given: Partial<Clerk> = {}): Clerk {
  return {
    load: async () => {},
    session: { getToken: async () => 'a-token' },
    signOut: async () => {},
    openUserProfile: () => {},
    mountSignIn: (place) => (place.textContent = 'The form of Clerk'),
    unmountSignIn: (place) => place.replaceChildren(),
    mountSignUp: () => {},
    unmountSignUp: () => {},
    mountUserProfile: () => {},
    unmountUserProfile: () => {},
    ...given,
  }
}

let fetched: string[] = []

/** What a browser does with a script: here it fetches nothing. */
function provide(clerk: Clerk | null) {
  vi.spyOn(document.head, 'append').mockImplementation((...nodes) => {
    for (const node of nodes) {
      if (!(node instanceof HTMLScriptElement)) continue
      fetched.push(node.src)
      if (clerk) window.Clerk = clerk
      queueMicrotask(() => node.dispatchEvent(new Event(clerk ? 'load' : 'error')))
    }
  })
}

beforeEach(() => {
  fetched = []
  answer({ 'GET /api/clerk/configuration': () => json(configuration) })
})

afterEach(() => {
  forgetClerk()
  delete window.Clerk
})

test('its script comes from the instance that the key names, once', async () => {
  provide(makeClerk())
  await Promise.all([loadClerk(), loadClerk()])
  expect(fetched).toEqual([
    'https://clerk.example.org/npm/@clerk/clerk-js@6/dist/clerk.browser.js',
    'https://clerk.example.org/npm/@clerk/ui@1/dist/ui.browser.js',
  ])
})

test('its token goes along with every call from then on', async () => {
  provide(makeClerk())
  await resume()
  let sent: string | null = null
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    sent = new Request(input, init).headers.get('Authorization')
    return json({})
  })
  await client.get({ url: '/api/secret' })
  expect(sent).toBe('Bearer a-token')
})

test('without a session there is nothing to take up again', async () => {
  provide(makeClerk({ session: null }))
  expect(await resume()).toBe(false)
})

test('signing out is done at Clerk', async () => {
  let ended = false
  provide(makeClerk({ signOut: async () => void (ended = true) }))
  await signOut()
  expect(ended).toBe(true)
})

test('a script that cannot be fetched is tried again the next time', async () => {
  provide(null)
  await expect(loadClerk()).rejects.toThrow('cannot be loaded')
  vi.restoreAllMocks()
  const made = makeClerk()
  provide(made)
  expect(await loadClerk()).toBe(made)
})

const open = () =>
  renderPages([{ path: '/sign-in', Component: SignInPage, loader: clientLoader }], '/sign-in')

test('the page shows the form of Clerk', async () => {
  provide(makeClerk({ session: null }))
  open()
  expect(await screen.findByText('The form of Clerk')).toBeVisible()
})

test('whoever was signed out here alone is asked to sign in, and not led in circles', async () => {
  answer({ 'GET /api/accounts/me': notSignedIn })
  let ended = false
  provide(makeClerk({ signOut: async () => void (ended = true) }))
  open()
  expect(await screen.findByText('The form of Clerk')).toBeVisible()
  expect(ended).toBe(true)
})

test('a newcomer is told that they go on where they were, once they have joined with Clerk', async () => {
  provide(makeClerk({ session: null, mountSignUp: (place) => (place.textContent = 'To join') }))
  renderPages(
    [{ path: '/sign-up', Component: SignUpPage, loader: signUpLoader }],
    '/sign-up?return_to=%2Fsettings%2Fprofile',
  )
  expect(await screen.findByText('To join')).toBeVisible()
  expect(screen.getByText('Then you go on where you were.')).toBeVisible()
})

test('how somebody signs in is shown by Clerk', async () => {
  provide(makeClerk({ mountUserProfile: (place) => (place.textContent = 'What Clerk keeps') }))
  renderPages([{ path: '/settings/security', Component: SecurityPage }], '/settings/security')
  expect(await screen.findByText('What Clerk keeps')).toBeVisible()
})

function askForConfirmation() {
  const onAnswer = vi.fn<(isConfirmed: boolean) => void>()
  const Page = () => <ConfirmationDialog open onAnswer={onAnswer} />
  return {
    onAnswer,
    ...renderPages([{ path: '/settings/profile', Component: Page }], '/settings/profile?a=1'),
  }
}

test('whoever has to show once more that it is them signs in again, and is led back', async () => {
  const ways: unknown[] = []
  provide(makeClerk({ signOut: async (options) => void ways.push(options) }))
  const { user } = askForConfirmation()
  expect(await screen.findByText(/you are back on this page; then do it once more/)).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Sign in again' }))
  await waitFor(() =>
    expect(ways).toEqual([{ redirectUrl: '/sign-in?return_to=%2Fsettings%2Fprofile%3Fa%3D1' }]),
  )
})

test('whoever would rather not has not confirmed it', async () => {
  provide(makeClerk())
  const { user, onAnswer } = askForConfirmation()
  await user.click(await screen.findByRole('button', { name: 'Cancel' }))
  expect(onAnswer).toHaveBeenCalledWith(false)
})

test('while Clerk cannot be reached nobody is signed out to confirm something', async () => {
  provide(null)
  const { user, onAnswer } = askForConfirmation()
  await user.click(await screen.findByRole('button', { name: 'Sign in again' }))
  expect(await screen.findByText(/Try again in a moment/)).toBeVisible()
  expect(screen.getByRole('button', { name: 'Sign in again' })).toBeEnabled()
  expect(onAnswer).not.toHaveBeenCalled()
})

/** Puts a feature into the product for as long as the test takes. */
async function addFeature(feature: Feature) {
  const { features } = await import('~/features')
  if (features.includes(feature)) return
  features.push(feature)
  onTestFinished(() => void features.splice(features.indexOf(feature), 1))
}

async function openUserMenu() {
  await addFeature((await import('./feature')).clerk)
  const opened = renderPages([{ path: '/', Component: () => <UserMenu user={makeUser()} /> }], '/')
  await opened.user.click(screen.getByRole('button', { name: /Your account/ }))
  await opened.user.click(screen.getByRole('menuitem', { name: 'Manage account' }))
}

test('the menu of the account opens what Clerk keeps of somebody', async () => {
  let isOpen = false
  provide(makeClerk({ openUserProfile: () => (isOpen = true) }))
  await openUserMenu()
  await waitFor(() => expect(isOpen).toBe(true))
})

test('the menu of the account says so when Clerk cannot be reached', async () => {
  provide(null)
  await openUserMenu()
  expect(await screen.findByText(/Try again in a moment/)).toBeVisible()
})

test('the page says so when Clerk cannot be reached', async () => {
  provide(null)
  open()
  expect(await screen.findByRole('alert')).toHaveTextContent('cannot be reached')
})

test('whoever is known to Clerk still is not asked to sign in again', async () => {
  let isKnown = false
  answer({
    'GET /api/accounts/me': (call) => (isKnown ? json(makeUser()) : notSignedIn(call)),
  })
  await addFeature({ name: 'elsewhere', resume: async () => (isKnown = true) })
  renderPages(
    [{ Component: SignedIn, children: [{ path: '/secret', Component: () => <p>The treasure</p> }] }],
    '/secret',
  )
  expect(await screen.findByText('The treasure')).toBeInTheDocument()
})
