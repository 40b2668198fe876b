import { expect, test } from 'vitest'

import { browserTimeZone, exactTime, setTimeZone } from './exact-time'

const moment = new Date('2026-01-02T03:04:05Z')

test('times are told by the clock that somebody has chosen', () => {
  setTimeZone('Asia/Kolkata')
  expect(exactTime(moment)).toMatch(/^Friday, January 2, 2026 at 8:34\sAM$/)
})

test('whoever has chosen none, or one that this browser does not know, sees the clock of the browser', () => {
  setTimeZone(browserTimeZone())
  const expected = exactTime(moment)
  for (const zone of [null, 'Mars/Olympus']) {
    setTimeZone(zone)
    expect(exactTime(moment)).toBe(expected)
  }
  setTimeZone(null)
})
