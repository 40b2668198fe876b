import { expect, test } from 'vitest'

import paths from '~tests/return-paths.json'

import { safeReturnPath } from './return-path'

test.each(paths.kept)('keeps %j', (path) => {
  expect(safeReturnPath(path)).toBe(path)
})

test.each(Object.values(paths.refused).flat())('refuses %j', (path) => {
  expect(safeReturnPath(path)).toBeNull()
})

test.each([null, undefined, ''])('leads nowhere from %j', (path) => {
  expect(safeReturnPath(path)).toBeNull()
})
