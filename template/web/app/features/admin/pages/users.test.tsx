import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'

import type { UserPublic } from '~/generated/types.gen'
import { makeUser } from '~tests/factories'
import { renderPages } from '~tests/render'
import { answer, json } from '~tests/server'

import { makeManagedUser } from '../tests/factories'
import UsersPage from './users'

function open(me: Partial<UserPublic>) {
  const asked: Record<string, string>[] = []
  const users = [
    makeManagedUser(),
    makeManagedUser({ id: 'user_2', name: 'Cy Example', role: 'admin' }),
    makeManagedUser({ id: 'user_3', name: 'Dee Example', leaves_at: '2026-02-03T04:05:06Z' }),
  ]
  answer({
    'GET /api/accounts/me': () => json(makeUser(me)),
    'GET /api/admin/users': ({ url }) => {
      asked.push(Object.fromEntries(url.searchParams))
      return json({ items: users, next_cursor: null, previous_cursor: null })
    },
  })
  return { asked, ...renderPages([{ path: '/admin/users', Component: UsersPage }], '/admin/users') }
}

test('whoever may see people finds them by name, state and role', async () => {
  const { user, asked, address } = open({ role: 'admin', permissions: ['see_users'] })
  expect(await screen.findByRole('link', { name: 'Bea Example' })).toHaveAttribute(
    'href',
    `/admin/users/${makeManagedUser().id}`,
  )
  expect(screen.getByRole('cell', { name: 'Administrator' })).toBeVisible()
  expect(screen.getByRole('cell', { name: 'Leaving' })).toBeVisible()
  await user.selectOptions(screen.getByRole('combobox', { name: 'State' }), 'Leaving')
  await waitFor(() => expect(address()).toContain('state=leaving'))
  await waitFor(() => expect(asked.at(-1)).toMatchObject({ state: 'leaving', order: '-created_at' }))
})

test('only what somebody may do is offered', async () => {
  open({ permissions: ['see_users'] })
  await screen.findByRole('link', { name: 'Bea Example' })
  expect(screen.queryByRole('link', { name: 'Jobs' })).not.toBeInTheDocument()
})

test('whoever looks after jobs is led to their page', async () => {
  open({ permissions: ['see_users', 'look_after_jobs'] })
  expect(await screen.findByRole('link', { name: 'Jobs' })).toHaveAttribute('href', '/api/admin/jobs')
})

test('everybody else is told that this is not open to them', async () => {
  const { asked } = open({})
  expect(await screen.findByRole('heading', { name: 'This is not open to you' })).toBeVisible()
  expect(screen.queryByText('Bea Example')).not.toBeInTheDocument()
  expect(asked).toEqual([])
})
