import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { forgetDrafts, openDraft, setDraftOwner } from './drafts'

beforeEach(() => setDraftOwner('user_ada'))

afterEach(() => {
  setDraftOwner(null)
  vi.useRealTimers()
})

test('a draft is read as it was written, with its time', () => {
  vi.useFakeTimers({ now: new Date('2026-01-02T03:04:05Z') })
  openDraft('story').write({ body: 'Once upon' })
  expect(openDraft('story').read()).toEqual({
    values: { body: 'Once upon' },
    savedAt: new Date('2026-01-02T03:04:05Z'),
  })
  expect(openDraft('another').read()).toBeNull()
})

test('without a person, nothing is kept', () => {
  setDraftOwner(null)
  openDraft('story').write({ body: 'Once upon' })
  expect(openDraft('story').read()).toBeNull()
  expect(localStorage).toHaveLength(0)
})

test('a session that ends keeps the draft for the same person', () => {
  openDraft('story').write({ body: 'Once upon' })
  setDraftOwner(null)
  expect(openDraft('story').read()).toBeNull()
  setDraftOwner('user_ada')
  expect(openDraft('story').read()?.values).toEqual({ body: 'Once upon' })
})

test('another person neither reads it nor leaves it in the browser', () => {
  openDraft('story').write({ body: 'Once upon' })
  setDraftOwner('user_grace')
  expect(openDraft('story').read()).toBeNull()
  expect(localStorage).toHaveLength(0)
})

test('signing out forgets all drafts, and a form that is still open writes none', () => {
  const open = openDraft('story')
  open.write({ body: 'Once upon' })
  localStorage.setItem('theme', 'dark')
  forgetDrafts()
  open.write({ body: 'Once upon a time' })
  expect(Object.keys(localStorage)).toEqual(['theme'])
})

test('a draft of last season is not offered', () => {
  vi.useFakeTimers({ now: new Date('2026-01-02T00:00:00Z') })
  openDraft('story').write({ body: 'Once upon' })
  vi.setSystemTime(new Date('2026-02-02T00:00:00Z'))
  expect(openDraft('story').read()).toBeNull()
})

test.each(['', 'no json', 'null', '{}', '{"values": {"body": 1}, "savedAt": 1}'])(
  'what cannot be read is no draft: %s',
  (text) => {
    localStorage.setItem('draft:user_ada:story', text)
    expect(openDraft('story').read()).toBeNull()
  },
)

test('a browser without storage keeps nothing, and says nothing', () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  expect(() => openDraft('story').write({ body: 'Once upon' })).not.toThrow()
  expect(openDraft('story').read()).toBeNull()
})
