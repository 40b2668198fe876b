import { expect, test } from 'vitest'

import { queryClient } from '~/configuration/query-client'
import { currentUserQuery } from '~/features/accounts/session'
import { makeUser } from '~tests/factories'

import { preload } from './preload'

const words = ['words']

function becomeKnown() {
  queryClient.setQueryData(currentUserQuery.queryKey, makeUser())
}

test('between pages the next one waits for what it shows', async () => {
  becomeKnown()
  await preload({ queryKey: words, queryFn: () => Promise.resolve('oats') })
  expect(queryClient.getQueryData(words)).toBe('oats')
})

test('the first page waits for nothing, but its data are on their way', async () => {
  let calls = 0
  await preload({
    queryKey: words,
    queryFn: () => {
      calls += 1
      return new Promise<string>(() => {})
    },
  })
  expect(calls).toBe(1)
})

test('what is known already keeps nobody waiting', async () => {
  becomeKnown()
  queryClient.setQueryData(words, 'oats', { updatedAt: 0 })
  await preload({ queryKey: words, queryFn: () => new Promise<string>(() => {}) })
  expect(queryClient.getQueryState(words)?.fetchStatus).toBe('fetching')
})

test('a failure is left to the page', async () => {
  becomeKnown()
  await preload({ queryKey: words, queryFn: () => Promise.reject(new Error('no')) })
  expect(queryClient.getQueryState(words)?.status).toBe('error')
})
