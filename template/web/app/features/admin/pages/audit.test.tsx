import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'

import type { AuditEntry, Permission } from '~/generated/types.gen'
import { makeUser } from '~tests/factories'
import { renderPages } from '~tests/render'
import { answer, json } from '~tests/server'

import AuditPage from './audit'

const entry: AuditEntry = {
  id: 'event_01h455vb4pex5vsknk084sn02s',
  name: 'user_suspended',
  user_id: 'user_1',
  actor_id: 'user_2',
  acting_as_id: '',
  address: '192.0.2.1',
  request_id: 'f00d',
  details: { reason: 'Sends advertising.' },
  created_at: '2026-01-02T03:04:05Z',
}

function open(permissions: Permission[] = ['see_audit']) {
  const asked: Record<string, string>[] = []
  answer({
    'GET /api/accounts/me': () => json(makeUser({ permissions })),
    'GET /api/admin/audit/events': () => json(['role_changed', 'user_suspended']),
    'GET /api/admin/audit': ({ url }) => {
      asked.push(Object.fromEntries(url.searchParams))
      const people = { user_1: 'ada@example.org' }
      return json({ items: [entry], people, next_cursor: null, previous_cursor: null })
    },
  })
  return { asked, ...renderPages([{ path: '/admin/audit', Component: AuditPage }], '/admin/audit') }
}

const exported = () => screen.getByRole('link', { name: 'Export as CSV' }).getAttribute('href')

test('what happened is told in words, with the addresses of people who are still there', async () => {
  open()
  expect(await screen.findByRole('cell', { name: /^User suspended/ })).toHaveTextContent(
    'ada@example.org · by user_2 · reason: Sends advertising.',
  )
  expect(screen.getByRole('cell', { name: '192.0.2.1' })).toBeVisible()
})

test('what is looked for is what is exported', async () => {
  const { user, asked, address } = open()
  await screen.findByRole('cell', { name: /^User suspended/ })
  expect(exported()).toBe('/api/admin/audit/export.csv?')
  await user.selectOptions(screen.getByRole('combobox', { name: 'What' }), 'Role changed')
  await user.selectOptions(screen.getByRole('combobox', { name: 'When' }), 'Last week')
  await waitFor(() => expect(address()).toContain('period=week'))
  await waitFor(() => expect(asked.at(-1)).toMatchObject({ event: 'role_changed', period: 'week' }))
  expect(exported()).toBe('/api/admin/audit/export.csv?event=role_changed&period=week')
  await user.type(screen.getByRole('searchbox', { name: 'Search events' }), '192.0.2.1{Enter}')
  await waitFor(() =>
    expect(exported()).toBe('/api/admin/audit/export.csv?search=192.0.2.1&event=role_changed&period=week'),
  )
})

test('the trail is not open to others', async () => {
  const { asked } = open(['see_users'])
  expect(await screen.findByRole('heading', { name: 'This is not open to you' })).toBeVisible()
  expect(asked).toEqual([])
})
