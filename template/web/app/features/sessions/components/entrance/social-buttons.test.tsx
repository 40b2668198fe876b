import { screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'

import { renderComponent } from '~tests/render'
import { answer, json, problem } from '~tests/server'

import { SocialButtons } from './social-buttons'

const providers = [
  { name: 'oidc', label: 'Example ID' },
  { name: 'google', label: 'Google' },
]

const begin = 'POST /api/sessions/social/google/begin'

function open(returnPath: string | null = null) {
  answer({ 'GET /api/sessions/social/providers': () => json(providers) })
  return renderComponent(<SocialButtons returnPath={returnPath} />)
}

afterEach(() => {
  window.location.hash = ''
})

test('each of those that are configured has a button, in a group that says what it is for', async () => {
  open()
  const buttons = await screen.findAllByRole('button')
  expect(buttons.map((button) => button.textContent)).toEqual(['Example ID', 'Google'])
  expect(screen.getByRole('group', { name: 'Or go on with an account at' })).toContainElement(buttons[0]!)
})

test('a click leads there, and the server is told where to come back to', async () => {
  const sent: unknown[] = []
  answer({
    [begin]: ({ body }) => {
      sent.push(body)
      return json({ address: '#elsewhere' })
    },
  })
  const { user } = open('/settings/profile')
  await user.click(await screen.findByRole('button', { name: 'Google' }))
  await waitFor(() => expect(window.location.hash).toBe('#elsewhere'))
  expect(sent).toEqual([{ return_to: '/settings/profile' }])
})

test('one that does not answer is said so, and can be tried again', async () => {
  const message = 'The other side does not answer at the moment.'
  answer({ [begin]: () => problem(503, 'provider_unavailable', message) })
  const { user } = open()
  await user.click(await screen.findByRole('button', { name: 'Google' }))
  expect(await screen.findByText(message)).toBeVisible()
  answer({ [begin]: () => json({ address: '#elsewhere' }) })
  await user.click(screen.getByRole('button', { name: 'Google' }))
  await waitFor(() => expect(window.location.hash).toBe('#elsewhere'))
})

test.each([
  ['nothing is configured', () => json([])],
  ['the server cannot say', () => problem(503, 'unavailable', 'Back in a minute.')],
  ['what comes is no list', () => new Response('<html>')],
])('nothing of it shows while %s', async (_, told) => {
  let asked = false
  answer({
    'GET /api/sessions/social/providers': () => {
      asked = true
      return told()
    },
  })
  renderComponent(<SocialButtons returnPath={null} />)
  await waitFor(() => expect(asked).toBe(true))
  expect(screen.queryByRole('group')).not.toBeInTheDocument()
})
