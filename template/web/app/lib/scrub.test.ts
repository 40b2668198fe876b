import { expect, test } from 'vitest'

import { scrub } from './scrub'

test.each([
  'https://product.example/invitation?code=hunter2',
  '/search?q=hunter2#hunter2',
  'GET https://product.example/a?token=hunter2 failed',
  'password=hunter2',
  '{"new_password": "hunter2"}',
  'Authorization: Bearer hunter2hunter2',
  'they sent my-shop_live_hunter2hunter2hunter2 in a letter',
  'mail to hunter2@mail.example',
])('takes out what nobody else may read: %s', (text) => {
  expect(scrub(text)).not.toContain('hunter2')
})

test.each(['https://product.example/assets/a.js', 'What now? Nobody knows', 'the password was changed'])(
  'leaves ordinary texts alone: %s',
  (text) => {
    expect(scrub(text)).toBe(text)
  },
)

test('names give secrets away at any depth', () => {
  const moment = new Date(0)

  expect(scrub({ size: 3, none: null, moment, inner: [{ sessionToken: 'a', ok: true }] })).toEqual({
    size: 3,
    none: null,
    moment,
    inner: [{ sessionToken: '[hidden]', ok: true }],
  })
})
