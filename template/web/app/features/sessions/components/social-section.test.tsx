import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'

import { renderComponent } from '~tests/render'
import { answer, json, problem } from '~tests/server'

import { makeIdentity } from '../tests/factories'
import { SocialSection } from './social-section'

const providers = [
  { name: 'oidc', label: 'Example ID' },
  { name: 'github', label: 'GitHub' },
]
const identity = makeIdentity()
const disconnect = `DELETE /api/sessions/social/identities/${identity.id}`

function open(identities = [identity], offered = providers) {
  answer({
    'GET /api/sessions/social/providers': () => json(offered),
    'GET /api/sessions/social/identities': () => json(identities),
  })
  return renderComponent(<SocialSection />)
}

const done = () => new Response(null, { status: 204 })

afterEach(() => {
  window.location.hash = ''
})

test('shows what is connected as whom, and offers the others', async () => {
  open()
  expect(await screen.findByRole('button', { name: 'Disconnect Example ID' })).toBeVisible()
  expect(screen.getByText('ada@example.org')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Connect GitHub' })).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Connect Example ID' })).not.toBeInTheDocument()
})

test('what is not offered any more can still be disconnected', async () => {
  open([makeIdentity({ provider: null, label: 'https://old.example' })], [])
  expect(await screen.findByRole('button', { name: 'Disconnect https://old.example' })).toBeVisible()
})

test('stays away where nothing is offered and nothing connected', async () => {
  const { queryClient } = open([], [])
  await waitFor(() => expect(queryClient.isFetching()).toBe(0))
  expect(screen.queryByRole('heading')).not.toBeInTheDocument()
})

test('to connect leads there, after the password if that was a while ago', async () => {
  let isConfirmed = false
  answer({
    'POST /api/sessions/social/github/connect': () =>
      isConfirmed
        ? json({ address: '#elsewhere' })
        : problem(403, 'confirmation_required', 'Show once more that it is you.'),
    'POST /api/sessions/confirm': () => {
      isConfirmed = true
      return done()
    },
  })
  const { user } = open()
  await user.click(await screen.findByRole('button', { name: 'Connect GitHub' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Is it you?' }))
  await user.type(dialog.getByLabelText('Your password'), 'seven quiet rivers')
  await user.click(dialog.getByRole('button', { name: 'Confirm' }))
  await waitFor(() => expect(window.location.hash).toBe('#elsewhere'))
})

test('what is disconnected is gone, and offered again', async () => {
  const { user } = open()
  answer({
    [disconnect]: () => {
      answer({ 'GET /api/sessions/social/identities': () => json([]) })
      return done()
    },
  })
  await user.click(await screen.findByRole('button', { name: 'Disconnect Example ID' }))
  expect(await screen.findByText('Example ID opens your account no more.')).toBeVisible()
  expect(await screen.findByRole('button', { name: 'Connect Example ID' })).toBeVisible()
})

test('the last way in stays, and the page says why', async () => {
  const message = 'Without this you could not sign in any more.'
  const { user } = open()
  answer({ [disconnect]: () => problem(409, 'last_way_in', message) })
  await user.click(await screen.findByRole('button', { name: 'Disconnect Example ID' }))
  expect(await screen.findByText(message)).toBeVisible()
  expect(screen.getByRole('button', { name: 'Disconnect Example ID' })).toBeVisible()
})

test('a list that does not come can be asked for again', async () => {
  answer({
    'GET /api/sessions/social/providers': () => json(providers),
    'GET /api/sessions/social/identities': () => problem(503, 'unavailable', 'Back in a minute.'),
  })
  const { user } = renderComponent(<SocialSection />)
  expect(await screen.findByText(/could not be loaded/)).toBeVisible()
  answer({ 'GET /api/sessions/social/identities': () => json([identity]) })
  await user.click(screen.getByRole('button', { name: /again/i }))
  expect(await screen.findByText('ada@example.org')).toBeVisible()
})
