import { screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'

import { makeUser } from '~tests/factories'
import { renderPages } from '~tests/render'
import { answer, json, problem } from '~tests/server'
import { homePath } from '~/utils/navigation'

import { rememberSignedIn } from '~/features/accounts/utils/signed-in-hint'
import { plugIn, requestOptions, signs } from '../tests/authenticator'
import SignInPage, { clientLoader } from './sign-in'

const noneElsewhere = { 'GET /api/sessions/social/providers': () => json([]) }

function open(address = '/sign-in') {
  answer(noneElsewhere)
  return renderPages([{ path: '/sign-in', Component: SignInPage }], address)
}

function openWithLoader(address: string) {
  answer(noneElsewhere)
  return renderPages([{ path: '/sign-in', Component: SignInPage, loader: clientLoader }], address)
}

async function signIn({ user }: ReturnType<typeof open>) {
  await user.type(screen.getByLabelText('E-mail'), 'ada@example.org')
  await user.type(screen.getByLabelText('Password'), 'correct horse battery staple')
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
}

test('sends what was typed, and leads to the first page of the product', async () => {
  const sent: unknown[] = []
  answer({
    'POST /api/sessions/sign-in': ({ body }) => {
      sent.push(body)
      return json(makeUser())
    },
  })
  const page = open()
  await signIn(page)
  await waitFor(() => expect(page.address()).toBe(homePath()))
  expect(sent).toEqual([{ email: 'ada@example.org', password: 'correct horse battery staple' }])
})

test('leads back to the page that asked for it, with its search', async () => {
  answer({ 'POST /api/sessions/sign-in': () => json(makeUser()) })
  const page = open(`/sign-in?return_to=${encodeURIComponent('/account?part=name')}`)
  await signIn(page)
  await waitFor(() => expect(page.address()).toBe('/account?part=name'))
})

test.each(['https://evil.example/', '//evil.example', '/\\evil.example'])(
  'does not lead to %s',
  async (elsewhere) => {
    answer({ 'POST /api/sessions/sign-in': () => json(makeUser()) })
    const page = open(`/sign-in?return_to=${encodeURIComponent(elsewhere)}`)
    await signIn(page)
    await waitFor(() => expect(page.address()).toBe(homePath()))
  },
)

test('says that the password is wrong, and stays', async () => {
  const message = 'The e-mail address or the password is wrong.'
  answer({ 'POST /api/sessions/sign-in': () => problem(401, 'invalid_credentials', message) })
  const page = open()
  await signIn(page)
  expect(await screen.findByText(message)).toBeVisible()
  expect(screen.getByRole('alert')).toHaveTextContent(message)
  expect(screen.getByLabelText('E-mail')).toHaveValue('ada@example.org')
  expect(page.address()).toBe('/sign-in')
})

test.each([
  ['8', 'There were too many attempts. Try again in 8 seconds.'],
  ['480', 'There were too many attempts. Try again in 8 minutes.'],
])('says how long to wait after too many attempts (%s seconds)', async (wait, words) => {
  answer({
    'POST /api/sessions/sign-in': () =>
      problem(429, 'too_many_attempts', 'There were too many attempts.', [], { 'Retry-After': wait }),
  })
  const page = open()
  await signIn(page)
  expect(await screen.findByRole('alert')).toHaveTextContent(words)
  expect(screen.getByLabelText('Password')).toHaveValue('correct horse battery staple')
})

test('says that the server is out of reach, and the next attempt can succeed', async () => {
  answer({ 'POST /api/sessions/sign-in': () => Promise.reject(new TypeError('no route')) })
  const page = open()
  await signIn(page)
  expect(await screen.findByText(/The server did not answer/)).toBeVisible()
  answer({ 'POST /api/sessions/sign-in': () => json(makeUser()) })
  await page.user.click(screen.getByRole('button', { name: 'Sign in' }))
  await waitFor(() => expect(page.address()).toBe(homePath()))
})

test('a passkey leads in without anything being typed', async () => {
  plugIn({ get: signs })
  const sent: unknown[] = []
  answer({
    'POST /api/sessions/passkeys/sign-in/begin': () => json(requestOptions),
    'POST /api/sessions/passkeys/sign-in': ({ body }) => {
      sent.push(body)
      return json(makeUser())
    },
  })
  const page = open('/sign-in?return_to=/account')
  await page.user.click(screen.getByRole('button', { name: 'Use a passkey' }))
  await waitFor(() => expect(page.address()).toBe('/account'))
  const response = { signature: 'c2lnbmF0dXJl', userHandle: 'YWRh' }
  expect(sent).toMatchObject([{ credential: { rawId: 'a2V5', response } }])
})

test('the browser offers passkeys as soon as somebody turns to the form', async () => {
  const asked: unknown[] = []
  plugIn({
    get: async (options) => {
      asked.push(options)
      return signs()
    },
  })
  answer({
    'POST /api/sessions/passkeys/sign-in/begin': () => json(requestOptions),
    'POST /api/sessions/passkeys/sign-in': () => json(makeUser()),
  })
  const page = open('/sign-in?return_to=/account')
  expect(asked).toEqual([])
  await page.user.click(screen.getByLabelText('E-mail'))
  await waitFor(() => expect(page.address()).toBe('/account'))
  expect(asked).toMatchObject([{ mediation: 'conditional' }])
})

test('whoever takes none of them signs in with the password', async () => {
  plugIn({ get: () => new Promise(() => {}) })
  answer({
    'POST /api/sessions/passkeys/sign-in/begin': () => json(requestOptions),
    'POST /api/sessions/sign-in': () => json(makeUser()),
  })
  const page = open()
  await signIn(page)
  await waitFor(() => expect(page.address()).toBe(homePath()))
})

test('a passkey that opens nothing is said so, and the password is still there', async () => {
  plugIn({ get: signs })
  const message = 'This passkey did not work.'
  answer({
    'POST /api/sessions/passkeys/sign-in/begin': () => json(requestOptions),
    'POST /api/sessions/passkeys/sign-in': () => problem(400, 'passkey_refused', message),
  })
  const page = open()
  await page.user.click(screen.getByRole('button', { name: 'Use a passkey' }))
  expect(await screen.findByText(message)).toBeVisible()
  expect(page.address()).toBe('/sign-in')
})

test('a browser that knows no passkeys says so', async () => {
  vi.unstubAllGlobals()
  answer({ 'POST /api/sessions/passkeys/sign-in/begin': () => json(requestOptions) })
  const { user } = open()
  await user.click(screen.getByRole('button', { name: 'Use a passkey' }))
  expect(await screen.findByText('This browser knows no passkeys.')).toBeVisible()
})

test('somebody who is signed in is not asked again', async () => {
  rememberSignedIn(makeUser().id)
  answer({ 'GET /api/accounts/me': () => json(makeUser()) })
  const page = openWithLoader('/sign-in?return_to=/account')
  await waitFor(() => expect(page.address()).toBe('/account'))
})

test('a server that cannot say who is here does not stand in the way', async () => {
  rememberSignedIn(makeUser().id)
  answer({ 'GET /api/accounts/me': () => problem(503, 'unavailable', 'Back in a minute.') })
  openWithLoader('/sign-in')
  expect(await screen.findByLabelText('E-mail')).toBeVisible()
})

test('the way to sign up keeps the way back', () => {
  open('/sign-in?return_to=/account')
  expect(screen.getByRole('link', { name: 'Create an account' })).toHaveAttribute(
    'href',
    '/sign-up?return_to=%2Faccount',
  )
})

test('password managers and screen readers find the fields', () => {
  open()
  expect(screen.getByLabelText('E-mail')).toHaveAttribute('autocomplete', 'username webauthn')
  expect(screen.getByLabelText('Password')).toHaveAttribute('autocomplete', 'current-password')
})
