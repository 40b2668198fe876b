import { useQuery } from '@tanstack/react-query'
import { act, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { client } from '~/generated/client.gen'
import { renderComponent } from '~tests/render'
import { answer, json, problem } from '~tests/server'

import { QueryFailure } from './query-failure'

type Words = { 200: { text: string } }

function Page() {
  const { data, error, refetch } = useQuery({
    queryKey: ['words'],
    queryFn: async () => (await client.get<Words, unknown, true>({ url: '/api/words' })).data,
  })
  if (data) return <p>{data.text}</p>
  if (!error) return null
  return <QueryFailure title="The words could not be loaded" error={error} onRetry={refetch} />
}

const words = () => json({ text: 'Oats and milk' })

async function openRefused(status: number, headers: HeadersInit = {}) {
  answer({ 'GET /api/words': () => problem(status, 'refused', 'The reason.', [], headers) })
  renderComponent(<Page />)
  await letPass(0)
}

const letPass = (seconds: number) => act(() => vi.advanceTimersByTimeAsync(seconds * 1000 + 50))

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test.each([
  [403, 'This is not open to you'],
  [404, 'There is nothing here'],
])('%d is an answer, not a failure: it offers no second attempt and makes none', async (status, title) => {
  await openRefused(status)
  expect(screen.getByRole('heading', { name: title })).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument()
  answer({ 'GET /api/words': words })
  await letPass(60)
  expect(screen.getByRole('heading', { name: title })).toBeVisible()
})

test('a conflict leads to what is there now', async () => {
  await openRefused(409)
  answer({ 'GET /api/words': words })
  act(() => screen.getByRole('button', { name: 'Show what is there now' }).click())
  await letPass(0)
  expect(screen.getByText('Oats and milk')).toBeVisible()
})

test('a limit says the wait, and the page comes when it is over', async () => {
  await openRefused(429, { 'Retry-After': '40' })
  expect(screen.getByText(/Try again in 40 seconds\./)).toBeVisible()
  answer({ 'GET /api/words': words })
  await letPass(39)
  expect(screen.queryByText('Oats and milk')).not.toBeInTheDocument()
  await letPass(1)
  expect(screen.getByText('Oats and milk')).toBeVisible()
})

test('a product that is being looked after is asked again until it is back', async () => {
  await openRefused(503)
  expect(screen.getByText('This page tries again by itself.')).toBeVisible()
  await letPass(5)
  expect(screen.getByText('This page tries again by itself.')).toBeVisible()
  answer({ 'GET /api/words': words })
  await letPass(5)
  expect(screen.getByText('Oats and milk')).toBeVisible()
})

test('a page without a network comes as soon as there is one', async () => {
  answer({ 'GET /api/words': () => Promise.reject(new TypeError('no route')) })
  renderComponent(<Page />)
  await letPass(0)
  expect(screen.getByText(/The server did not answer/)).toBeVisible()
  answer({ 'GET /api/words': words })
  act(() => void window.dispatchEvent(new Event('online')))
  await letPass(0)
  expect(screen.getByText('Oats and milk')).toBeVisible()
})

test('a crash names the request to quote, and is tried again only by hand', async () => {
  await openRefused(500)
  expect(screen.getByText(/quote “request-of-a-test”/)).toBeVisible()
  answer({ 'GET /api/words': words })
  await letPass(60)
  act(() => screen.getByRole('button', { name: 'Try again' }).click())
  await letPass(0)
  expect(screen.getByText('Oats and milk')).toBeVisible()
})
