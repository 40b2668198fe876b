import { expect, test } from 'vitest'

import { showMe } from '~/generated/sdk.gen'
import { answer, json, problem } from '~tests/server'

import { ApiProblem, messageOf } from './problem'

async function failureOfMe(): Promise<ApiProblem> {
  const error: unknown = await showMe().then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ApiProblem)) throw new Error('The call did not fail with a problem.')
  return error
}

test('an error of the API arrives with its status, code, message and details', async () => {
  const details = [{ field: 'name', message: 'Too long.' }]
  answer({ 'GET /api/accounts/me': () => problem(422, 'validation_failed', 'Check the fields.', details) })
  expect(await failureOfMe()).toMatchObject({
    status: 422,
    code: 'validation_failed',
    message: 'Check the fields.',
    details,
    requestId: 'request-of-a-test',
  })
})

test.each([
  ['a page of a proxy', () => new Response('<h1>Bad gateway</h1>', { status: 502 })],
  ['JSON of another shape', () => json({ detail: 'x' }, 500)],
  ['nothing', () => new Response(null, { status: 500 })],
])('%s instead of an envelope becomes a sentence', async (_, handler) => {
  answer({ 'GET /api/accounts/me': handler })
  const failure = await failureOfMe()
  expect(failure.code).toBe('unexpected_answer')
  expect(messageOf(failure)).toMatch(/try again/i)
})

test.each([
  ['40', 'Slow down. Try again in 40 seconds.'],
  ['1', 'Slow down. Try again in 1 second.'],
  ['600', 'Slow down. Try again in 10 minutes.'],
  ['soon', 'Slow down.'],
])('a limit says how long to wait (Retry-After: %s)', async (header, message) => {
  answer({
    'GET /api/accounts/me': () => problem(429, 'too_many', 'Slow down.', [], { 'Retry-After': header }),
  })
  expect(messageOf(await failureOfMe())).toBe(message)
})

test('a wait can be given as a date', async () => {
  const header = new Date(Date.now() + 20_000).toUTCString()
  answer({
    'GET /api/accounts/me': () => problem(503, 'unavailable', 'Back soon.', [], { 'Retry-After': header }),
  })
  const { retryAfterSeconds } = await failureOfMe()
  expect(retryAfterSeconds).toBeGreaterThan(10)
  expect(retryAfterSeconds).toBeLessThanOrEqual(20)
})

test('a crash of the server names the request to quote', async () => {
  answer({ 'GET /api/accounts/me': () => problem(500, 'internal_error', 'Something went wrong.') })
  expect(messageOf(await failureOfMe())).toBe(
    'Something went wrong. If it happens again, quote “request-of-a-test” when you tell us.',
  )
})

test('a server out of reach becomes a sentence', async () => {
  answer({ 'GET /api/accounts/me': () => Promise.reject(new TypeError('connection refused')) })
  expect(await failureOfMe()).toMatchObject({ status: 0, code: 'unreachable' })
})

test('the words of a programming error are not shown to people', () => {
  expect(messageOf(new TypeError('x is not a function'))).not.toContain('function')
})
