import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'

import { zUpdateMeBody } from '~/generated/zod.gen'
import SignedIn from '~/pages/signed-in'
import { makeUser } from '~tests/factories'
import { renderPages } from '~tests/render'
import { answer, json, problem } from '~tests/server'

import AccountPage, { clientLoader as redirectToProfile } from './account'
import ProfilePage from './profile'

async function open() {
  answer({ 'GET /api/accounts/me': () => json(makeUser()) })
  const page = renderPages(
    [{ Component: SignedIn, children: [{ path: '/settings/profile', Component: ProfilePage }] }],
    '/settings/profile',
  )
  await screen.findByRole('heading', { name: 'Name' })
  return page
}

test('shows who is here', async () => {
  await open()
  expect(screen.getByLabelText('Name')).toHaveValue('Ada Example')
  expect(screen.getByText('ada@example.org')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Security' })).toHaveAttribute('href', '/settings/security')
})

test('a new name is saved, said, and shown everywhere', async () => {
  answer({
    'PATCH /api/accounts/me': ({ body }) => json(makeUser({ name: String(zUpdateMeBody.parse(body).name) })),
  })
  const { user } = await open()
  await user.clear(screen.getByLabelText('Name'))
  await user.type(screen.getByLabelText('Name'), 'Grace Example')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('Your name is saved.')).toBeVisible()
  expect(await screen.findByRole('button', { name: /^Your account: ?Grace Example$/ })).toBeVisible()
})

test('a name that the server refuses is said at its field', async () => {
  const message = 'This name is taken by a bot.'
  answer({
    'PATCH /api/accounts/me': () =>
      problem(422, 'validation_failed', 'Check the fields.', [{ field: 'name', message }]),
  })
  const { user } = await open()
  await user.type(screen.getByLabelText('Name'), '!')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(screen.getByLabelText('Name')).toHaveAccessibleDescription(new RegExp(message)))
})

test('the address of old leads here', async () => {
  const page = renderPages(
    [{ path: '/account', Component: AccountPage, loader: redirectToProfile }],
    '/account',
  )
  await waitFor(() => expect(page.address()).toBe('/settings/profile'))
})
