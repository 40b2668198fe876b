import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'

import { rememberSignedIn } from '~/features/accounts/utils/signed-in-hint'
import { homePath } from '~/utils/navigation'
import { makeUser } from '~tests/factories'
import { renderPages } from '~tests/render'
import { answer, json, problem } from '~tests/server'

import ConfirmAddressPage from './confirm-address'
import FinishSignUpPage from './finish-sign-up'
import SignInElsewherePage, { clientLoader } from './sign-in-elsewhere'

const pages: Parameters<typeof renderPages>[0] = [
  { path: '/sign-in/with/:provider', Component: SignInElsewherePage, loader: clientLoader },
  { path: '/sign-up/confirm', Component: ConfirmAddressPage },
  { path: '/sign-up/finish', Component: FinishSignUpPage },
]

const back = '/sign-in/with/google?code=of-them&state=of-ours&iss=https%3A%2F%2Faccounts.google.com'

const sent: Record<string, unknown> = {}

/** Somebody is back, and this is what the server makes of it. */
function come(result: unknown, returnTo = '') {
  answer({
    'POST /api/sessions/social/google/finish': ({ body }) => {
      sent.finish = body
      return json({ result, return_to: returnTo })
    },
  })
  return renderPages(pages, back)
}

test('who is known leads on to where they wanted to go', async () => {
  const page = come(makeUser(), '/settings/profile?part=2')
  await waitFor(() => expect(page.address()).toBe('/settings/profile?part=2'))
  expect(sent.finish).toEqual({ code: 'of-them', state: 'of-ours', iss: 'https://accounts.google.com' })
})

test.each([
  '',
  'https://attacker.example',
  '//attacker.example',
  '/\\attacker.example',
  '/.//attacker.example',
])('never leads to another site: %s', async (returnTo) => {
  const page = come(makeUser(), returnTo)
  await waitFor(() => expect(page.address()).toBe(homePath()))
})

test('who has a second factor is asked for it, and then goes on', async () => {
  const page = come({ next_step: 'second_factor' }, '/account')
  await waitFor(() => expect(page.address()).toBe('/sign-in/two-factor?return_to=%2Faccount'))
})

test('who has connected an account is back in the settings', async () => {
  const page = come({ next_step: 'connected' })
  await waitFor(() => expect(page.address()).toBe('/settings/security'))
  expect(await screen.findByText(/^Connected\./)).toBeVisible()
})

test('a newcomer whose address nobody vouches for proves it, and needs no password', async () => {
  const page = come({ next_step: 'address', email: 'ada@example.org', name: 'Ada Example' }, '/account')
  answer({
    'POST /api/sessions/sign-up': ({ body }) => {
      sent.begun = body
      return json({ secret: 'secret of this browser' }, 202)
    },
    'POST /api/sessions/sign-up/code': () => new Response(null, { status: 204 }),
    'POST /api/sessions/social/account': ({ body }) => {
      sent.account = body
      return json(makeUser(), 201)
    },
  })
  expect(await screen.findByLabelText('E-mail')).toHaveValue('ada@example.org')
  await page.user.click(screen.getByRole('button', { name: 'Continue' }))
  await page.user.type(await screen.findByLabelText('Code'), '123456')
  await page.user.click(screen.getByRole('button', { name: 'Confirm' }))
  expect(await screen.findByLabelText('Name')).toHaveValue('Ada Example')
  expect(screen.queryByLabelText('Password')).not.toBeInTheDocument()
  await page.user.click(screen.getByRole('button', { name: 'Create account' }))
  await waitFor(() => expect(page.address()).toBe('/account'))
  expect(sent).toMatchObject({
    begun: { email: 'ada@example.org' },
    account: { secret: 'secret of this browser', name: 'Ada Example' },
  })
})

test('what went wrong is said, with a way to begin again', async () => {
  const message = 'This sign-in was begun elsewhere, or is too old.'
  answer({ 'POST /api/sessions/social/google/finish': () => problem(400, 'attempt_over', message) })
  renderPages(pages, back)
  expect(await screen.findByText(message)).toBeVisible()
  expect(screen.getByRole('link', { name: 'Begin again' })).toHaveAttribute('href', '/sign-in')
  expect(screen.getByRole('link', { name: 'Create an account' })).toBeVisible()
})

test('who comes back by a way that is not open here any more is said so', async () => {
  answer({
    'POST /api/sessions/social/google/finish': () => problem(404, 'not_found', 'There is nothing here.'),
  })
  renderPages(pages, back)
  expect(await screen.findByText('Nobody can sign in this way here.')).toBeVisible()
})

test('who is signed in is led back to their account', async () => {
  rememberSignedIn(makeUser().id)
  const message = 'That account is connected to somebody else here.'
  answer({ 'POST /api/sessions/social/google/finish': () => problem(409, 'identity_taken', message) })
  renderPages(pages, back)
  expect(await screen.findByText(message)).toBeVisible()
  expect(screen.getByRole('link', { name: 'Back to your account' })).toHaveAttribute(
    'href',
    '/settings/security',
  )
})

test.each([
  ['/sign-in/with/google?error=access_denied&state=x', /did not allow it/],
  [
    '/sign-in/with/google?error=server_error&error_description=Send+us+your+password',
    /could not tell who you are/,
  ],
  ['/sign-in/with/google', /could not tell who you are/],
  ['/sign-in/with/google?code=x', /could not tell who you are/],
  ['/sign-in/with/attacker?code=x&state=x', /could not tell who you are/],
])('%s asks the server nothing, and says what is known', async (address, words) => {
  renderPages(pages, address)
  expect(await screen.findByText(words)).toBeVisible()
  expect(screen.queryByText(/your password/)).not.toBeInTheDocument()
})
