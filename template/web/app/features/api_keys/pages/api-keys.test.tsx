import { screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'

import { renderPages } from '~tests/render'
import { answer, json, problem } from '~tests/server'

import { makeKey, makeNewKey } from '../tests/factories'
import ApiKeysPage from './api-keys'

const scopes = [
  { name: 'account:read', description: 'See your name and e-mail address.' },
  { name: 'shelves:write', description: 'Fill your shelves.' },
]
const inTheFuture = '2999-03-04T12:00:00Z'

async function open(keys = [makeKey({ expires_at: inTheFuture })]) {
  answer({ 'GET /api/api-keys': () => json(keys), 'GET /api/api-keys/scopes': () => json(scopes) })
  const page = renderPages([{ path: '/settings/api-keys', Component: ApiKeysPage }], '/settings/api-keys')
  await screen.findByText(keys[0]?.name ?? 'You have no keys yet.')
  return page
}

async function openForm() {
  const page = await open([])
  await page.user.click(screen.getByRole('button', { name: 'New key' }))
  const dialog = within(screen.getByRole('dialog'))
  await dialog.findByRole('checkbox', { name: /^Fill your shelves/ })
  return { ...page, dialog }
}

test('each key says what it is, what it may do, when it ends and when it was used', async () => {
  await open([
    makeKey({ expires_at: inTheFuture, used_at: new Date().toISOString() }),
    makeKey({ id: 'key_01h455vb4pex5vsknk084sn02r', name: 'Endless', expires_at: null }),
    makeKey({ id: 'key_01h455vb4pex5vsknk084sn02s', name: 'Over', scopes: ['a:read', 'b:write'] }),
  ])
  const [backup, endless, over] = screen.getAllByRole('listitem')
  expect(backup).toHaveTextContent(
    /product_live_…x9Kq.*account:read.*Ends on March 4, 2999.*Last used just now/,
  )
  expect(endless).toHaveTextContent(/Never ends.*Never used/)
  expect(over).toHaveTextContent(/a:read, b:write.*Ended on April 2, 2026/)
})

test('a key is made, shown once with a way to copy it, and gone from the page afterwards', async () => {
  const sent: unknown[] = []
  const { user, dialog, queryClient } = await openForm()
  const made = makeNewKey({ name: 'Shelf filler' })
  answer({
    'POST /api/api-keys': ({ body }) => {
      sent.push(body)
      return json(made, 201)
    },
    'GET /api/api-keys': () => json([makeKey({ name: 'Shelf filler', expires_at: inTheFuture })]),
  })
  await user.type(dialog.getByLabelText('Name'), 'Shelf filler')
  await user.click(dialog.getByRole('checkbox', { name: /^Fill your shelves/ }))
  await user.click(dialog.getByRole('checkbox', { name: /^See your name/ }))
  await user.click(dialog.getByRole('checkbox', { name: /^See your name/ }))
  await user.click(dialog.getByRole('button', { name: 'Make the key' }))
  expect(await dialog.findByLabelText('Your key')).toHaveValue(made.token)
  expect(sent).toEqual([{ name: 'Shelf filler', scopes: ['shelves:write'], expires_in_days: 90 }])
  await user.click(dialog.getByRole('button', { name: 'Copy' }))
  expect(await navigator.clipboard.readText()).toBe(made.token)
  expect(dialog.getByRole('status')).toHaveTextContent('The key is copied.')
  await user.keyboard('{Escape}')
  expect(dialog.getByLabelText('Your key')).toBeVisible()
  await user.click(dialog.getByRole('button', { name: 'I have kept it' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  expect(await screen.findByRole('button', { name: 'Revoke Shelf filler' })).toBeVisible()
  expect(document.body.innerHTML).not.toContain(made.token)
  const remembered = () =>
    queryClient
      .getMutationCache()
      .getAll()
      .map(({ state }) => state.data)
  await waitFor(() => expect(JSON.stringify(remembered())).not.toContain(made.token))

  await user.click(screen.getByRole('button', { name: 'New key' }))
  expect(await screen.findByRole('dialog', { name: 'New key' })).toBeVisible()
  expect(screen.queryByLabelText('Your key')).not.toBeInTheDocument()
})

test('a browser that does not copy leaves the key marked', async () => {
  const { user, dialog } = await openForm()
  answer({ 'POST /api/api-keys': () => json(makeNewKey(), 201) })
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('not allowed'))
  await user.type(dialog.getByLabelText('Name'), 'Backup')
  await user.click(dialog.getByRole('checkbox', { name: /^See your name/ }))
  await user.click(dialog.getByRole('button', { name: 'Make the key' }))
  await user.click(await dialog.findByRole('button', { name: 'Copy' }))
  expect(await screen.findByText(/copy it by hand/)).toBeVisible()
})

test('a key that never ends has to be chosen', async () => {
  const sent: unknown[] = []
  const { user, dialog } = await openForm()
  answer({
    'POST /api/api-keys': ({ body }) => {
      sent.push(body)
      return json(makeNewKey(), 201)
    },
  })
  await user.type(dialog.getByLabelText('Name'), 'Backup')
  await user.click(dialog.getByRole('checkbox', { name: /^See your name/ }))
  await user.selectOptions(dialog.getByLabelText('Ends'), 'Never')
  await user.click(dialog.getByRole('button', { name: 'Make the key' }))
  await dialog.findByLabelText('Your key')
  expect(sent).toEqual([{ name: 'Backup', scopes: ['account:read'], expires_in_days: null }])
})

test('a key without a scope is not even asked for', async () => {
  const { user, dialog } = await openForm()
  await user.type(dialog.getByLabelText('Name'), 'Backup')
  await user.click(dialog.getByRole('button', { name: 'Make the key' }))
  await waitFor(() => expect(dialog.getByRole('group')).toBeInvalid())
  expect(dialog.getByRole('checkbox', { name: /^See your name/ })).toHaveFocus()
})

test('all that is missing is said above the form at once, by names that lead there', async () => {
  const { user, dialog } = await openForm()
  await user.click(dialog.getByRole('button', { name: 'Make the key' }))
  expect(await dialog.findByRole('alert')).toHaveTextContent('Please check Name and scopes.')
  await user.click(dialog.getByRole('button', { name: 'scopes' }))
  expect(dialog.getByRole('checkbox', { name: /^See your name/ })).toHaveFocus()
})

test('what the server refuses is said above the form, which keeps what was typed', async () => {
  const { user, dialog } = await openForm()
  answer({ 'POST /api/api-keys': () => problem(409, 'too_many_keys', 'You have as many keys as may be.') })
  await user.type(dialog.getByLabelText('Name'), 'Backup')
  await user.click(dialog.getByRole('checkbox', { name: /^See your name/ }))
  await user.click(dialog.getByRole('button', { name: 'Make the key' }))
  expect(await dialog.findByText('You have as many keys as may be.')).toBeVisible()
  expect(dialog.getByLabelText('Name')).toHaveValue('Backup')
})

test('a key is revoked after a question', async () => {
  const revoked: unknown[] = []
  const key = makeKey({ expires_at: inTheFuture })
  const { user } = await open([key])
  answer({
    [`DELETE /api/api-keys/${key.id}`]: () => {
      revoked.push(key.id)
      return new Response(null, { status: 204 })
    },
    'GET /api/api-keys': () => json([]),
  })
  await user.click(screen.getByRole('button', { name: 'Revoke Backup' }))
  expect(revoked).toEqual([])
  await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Revoke' }))
  expect(await screen.findByText('“Backup” opens nothing any more.')).toBeVisible()
  expect(await screen.findByText('You have no keys yet.')).toBeVisible()
  expect(revoked).toEqual([key.id])
})

test('a key that cannot be revoked is said so and stays', async () => {
  const { user } = await open()
  answer({
    [`DELETE /api/api-keys/${makeKey().id}`]: () => problem(503, 'unavailable', 'Back in a minute.'),
  })
  await user.click(screen.getByRole('button', { name: 'Revoke Backup' }))
  await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Revoke' }))
  expect(await screen.findByText(/Back in a minute/)).toBeVisible()
  expect(screen.getByRole('button', { name: 'Revoke Backup' })).toBeVisible()
})
