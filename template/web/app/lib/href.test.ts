import { expect, test } from 'vitest'

import { href, withHash, withSearch } from './href'

test('an address is refused while it is being written when no page has it', () => {
  // @ts-expect-error - `tsc` would complain here if this were taken.
  href('/no-such-page')
  expect(href('/sign-in')).toBe('/sign-in')
})

test('a query has what was given, escaped, and nothing of what was not', () => {
  const page = href('/sign-in')
  expect(withSearch(page, { search: 'a & b', order: null, cursor: '' })).toBe('/sign-in?search=a+%26+b')
  expect(withSearch(page, { search: undefined })).toBe('/sign-in')
  expect(withSearch(page, '?part=1')).toBe('/sign-in?part=1')
})

test('what nobody else may read stands behind the #, escaped', () => {
  expect(withHash(href('/settings/appearance'), { token: 'a&b' })).toBe('/settings/appearance#token=a%26b')
})
