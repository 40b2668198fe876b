import { screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'

import SignedIn from '~/pages/signed-in'
import { confirmByButton } from '~tests/confirmation'
import { makeUser } from '~tests/factories'
import { renderPages } from '~tests/render'
import { answer, json, problem } from '~tests/server'

import YourDataPage from './your-data'

const leavesAt = '2026-11-28T21:15:00Z'

function open(user = makeUser()) {
  answer({ 'GET /api/accounts/me': () => json(user) })
  return renderPages(
    [{ Component: SignedIn, children: [{ path: '/settings/data', Component: YourDataPage }] }],
    '/settings/data',
  )
}

const button = (name: string) => screen.findByRole('button', { name })

test.each([
  ['POST /api/accounts/me/export', 'Download my data'],
  ['DELETE /api/accounts/me', 'Delete my account'],
])('%s waits for whoever came in a while ago to show that it is them', async (call, label) => {
  savedFiles()
  confirmByButton()
  let asked = 0
  answer({
    [call]: () => {
      asked += 1
      return asked === 1 ? problem(403, 'confirmation_required', 'Is it you?') : json({ leaves_at: leavesAt })
    },
  })
  const { user } = open()
  await user.click(await button(label))
  const sure = screen.queryByRole('alertdialog')
  if (sure) await user.click(within(sure).getByRole('button', { name: label }))
  await user.click(await button('It is me'))
  await waitFor(() => expect(asked).toBe(2))
})

/** The files that the browser is told to save: what they hold, by name. */
function savedFiles() {
  const saved: Record<string, string> = {}
  let content = ''
  vi.stubGlobal(
    'Blob',
    class extends Blob {
      constructor(parts: string[]) {
        super(parts)
        content = parts.join('')
      }
    },
  )
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved[this.download] = content
  })
  return saved
}

test('what is known of somebody becomes a file', async () => {
  const saved = savedFiles()
  answer({ 'POST /api/accounts/me/export': () => json({ accounts: { name: 'Ada Example' } }) })
  const { user } = open()
  await user.click(await button('Download my data'))
  await waitFor(() => expect(Object.keys(saved)).toEqual(['my-data.json']))
  expect(JSON.parse(saved['my-data.json'] ?? '')).toEqual({ accounts: { name: 'Ada Example' } })
})

test('what cannot be had now is said so', async () => {
  answer({ 'POST /api/accounts/me/export': () => problem(429, 'too_many_attempts', 'Too many attempts.') })
  const { user } = open()
  await user.click(await button('Download my data'))
  expect(await screen.findByText(/Too many attempts/)).toBeVisible()
})

test('whoever leaves is told first what that means, and then until when they can come back', async () => {
  const { user, address } = open()
  await user.click(await button('Delete my account'))
  const dialog = within(screen.getByRole('alertdialog', { name: 'Delete your account?' }))
  expect(dialog.getByText(/In a week your account is erased, with all that you have saved/)).toBeVisible()
  answer({ 'DELETE /api/accounts/me': () => json({ leaves_at: leavesAt }) })
  await user.click(dialog.getByRole('button', { name: 'Delete my account' }))
  expect(await screen.findByText(/^Your account is erased on Saturday, November 28, 2026/)).toBeVisible()
  await waitFor(() => expect(address()).toBe('/'))
})

test('whoever is not allowed to leave stays', async () => {
  answer({ 'DELETE /api/accounts/me': () => problem(503, 'unavailable', 'Back in a minute.') })
  const { user } = open()
  await user.click(await button('Delete my account'))
  const dialog = within(screen.getByRole('alertdialog'))
  await user.click(dialog.getByRole('button', { name: 'Delete my account' }))
  expect(await screen.findByText(/Back in a minute/)).toBeVisible()
  expect(await button('Delete my account')).toBeEnabled()
})

test('whoever has left sees nothing but the way back', async () => {
  const { user, queryClient } = open(makeUser({ leaves_at: leavesAt }))
  queryClient.setQueryData(['what was refused meanwhile'], 'refused')
  expect(await screen.findByRole('heading', { name: 'You have left' })).toBeVisible()
  expect(screen.getByText(/Saturday, November 28, 2026/)).toBeVisible()
  expect(screen.queryByRole('navigation', { name: 'Main' })).not.toBeInTheDocument()
  answer({
    'GET /api/accounts/me': () => json(makeUser()),
    'POST /api/accounts/me/restore': () => json(makeUser()),
  })
  await user.click(await button('Bring it back'))
  expect(await screen.findByText('Welcome back. Nothing is lost.')).toBeVisible()
  expect(queryClient.getQueryData(['what was refused meanwhile'])).toBeUndefined()
  expect(await button('Download my data')).toBeVisible()
})

test('a way back that fails is said so', async () => {
  const { user } = open(makeUser({ leaves_at: leavesAt }))
  answer({ 'POST /api/accounts/me/restore': () => problem(503, 'unavailable', 'Back in a minute.') })
  await user.click(await button('Bring it back'))
  expect(await screen.findByText(/Back in a minute/)).toBeVisible()
  expect(await button('Sign out')).toBeVisible()
})
