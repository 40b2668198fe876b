import { expect, test } from 'vitest'

import { relativeTime } from './relative-time'

const now = new Date('2026-06-15T12:00:00Z')

test.each([
  ['2026-06-15T11:59:31Z', 'just now'],
  ['2026-06-15T12:00:20Z', 'just now'],
  ['2026-06-15T11:58:30Z', '1 minute ago'],
  ['2026-06-15T09:00:00Z', '3 hours ago'],
  ['2026-06-14T11:00:00Z', 'yesterday'],
  ['2026-06-10T12:00:00Z', '5 days ago'],
  ['2026-06-01T12:00:00Z', '2 weeks ago'],
  ['2026-03-01T12:00:00Z', '3 months ago'],
  ['2024-01-01T12:00:00Z', '2 years ago'],
  ['2026-06-15T14:00:00Z', 'in 2 hours'],
])('%s is %s', (time, words) => {
  expect(relativeTime(new Date(time), now)).toBe(words)
})
