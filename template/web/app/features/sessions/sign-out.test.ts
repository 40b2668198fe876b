import { expect, test } from 'vitest'

import { answer, problem } from '~tests/server'

import { sessions } from './feature'

test('signing out ends the session on the server', async () => {
  let ended = false
  answer({
    'POST /api/sessions/sign-out': () => {
      ended = true
      return new Response(null, { status: 204 })
    },
  })
  await sessions.signOut?.()
  expect(ended).toBe(true)
})

test('a session that could not be ended is no session that has ended', async () => {
  answer({ 'POST /api/sessions/sign-out': () => problem(503, 'unavailable', 'Back in a minute.') })
  await expect(sessions.signOut?.()).rejects.toThrow('Back in a minute.')
})
