import { expect, test } from 'vitest'

import { safeReturnPath } from './return-path'

test.each(['/', '/account', '/things?search=a%20b&order=title', '/things/1#part'])('keeps %s', (path) => {
  expect(safeReturnPath(path)).toBe(path)
})

test.each([
  null,
  undefined,
  '',
  'account',
  'https://evil.example',
  'javascript:alert(1)',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/account\\..\\evil',
  '/\t/evil.example',
  '/\n/evil.example',
  '/.//evil.example',
  '/account/..//evil.example',
])('refuses %j', (path) => {
  expect(safeReturnPath(path)).toBeNull()
})
