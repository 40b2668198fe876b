import { screen, waitFor, within } from '@testing-library/react'
import { lazy, type ComponentType } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'

import type { ManagedUser, Permission } from '~/generated/types.gen'
import type { PersonSectionProps } from '~/utils/feature'
import { homePath } from '~/utils/navigation'
import { confirmByButton } from '~tests/confirmation'
import { makeUser } from '~tests/factories'
import { renderPages } from '~tests/render'
import { answer, json, problem } from '~tests/server'

import { added } from '../helpers/person-sections'
import { makeManagedUser } from '../tests/factories'
import UserPage from './user'

// What the features of this product add has tests of its own.
const own = added.sections
beforeEach(() => {
  const Section = lazy<ComponentType<PersonSectionProps>>(() =>
    Promise.resolve({ default: ({ user }) => <p>More about {user.name}</p> }),
  )
  added.sections = [{ name: 'adds', Section }]
})
afterEach(() => {
  added.sections = own
})

const all: Permission[] = ['see_users', 'suspend_users', 'change_roles', 'become_users']
const bea = makeManagedUser()
const path = `/api/admin/users/${bea.id}`

async function open(given: Partial<ManagedUser> = {}, permissions = all) {
  const shown = makeManagedUser(given)
  const sent: unknown[] = []
  answer({
    'GET /api/accounts/me': () => json(makeUser({ role: 'admin', permissions })),
    [`GET /api/admin/users/${shown.id}`]: () => json(shown),
    [`POST /api/admin/users/${shown.id}/suspend`]: ({ body }) => {
      sent.push(body)
      return json({ ...shown, suspended_at: '2026-02-03T04:05:06Z' })
    },
    [`POST /api/admin/users/${shown.id}/restore`]: () => json({ ...shown, suspended_at: null }),
    [`PUT /api/admin/users/${shown.id}/role`]: ({ body }) => {
      sent.push(body)
      return json({ ...shown, role: 'admin' })
    },
  })
  const page = renderPages(
    [{ path: '/admin/users/:userId', Component: UserPage }],
    `/admin/users/${shown.id}`,
  )
  await screen.findByRole('heading', { level: 1, name: shown.name })
  return { sent, ...page }
}

test('somebody is suspended with a reason', async () => {
  const { user, sent } = await open()
  await user.click(screen.getByRole('button', { name: 'Suspend…' }))
  const dialog = within(screen.getByRole('dialog', { name: 'Suspend Bea Example?' }))
  await user.click(dialog.getByRole('button', { name: 'Suspend' }))
  expect(dialog.getByLabelText('Reason')).toBeInvalid()
  await user.type(dialog.getByLabelText('Reason'), 'Sends advertising.')
  await user.click(dialog.getByRole('button', { name: 'Suspend' }))
  expect(await screen.findByText('Bea Example is suspended.')).toBeVisible()
  expect(sent).toEqual([{ reason: 'Sends advertising.' }])
  expect(screen.getByRole('button', { name: 'Restore' })).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Sign in as Bea Example' })).not.toBeInTheDocument()
})

test('somebody is restored', async () => {
  const { user } = await open({ suspended_at: '2026-02-03T04:05:06Z' })
  await user.click(screen.getByRole('button', { name: 'Restore' }))
  expect(await screen.findByText('Bea Example may come in again.')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Suspend…' })).toBeVisible()
})

test('who has left is said to be erased soon, and nobody is offered to become them', async () => {
  const inThreeDays = new Date(Date.now() + 3 * 24 * 3_600_000 + 60_000).toISOString()
  await open({ leaves_at: inThreeDays })
  expect(screen.getByText(/Has left, and is erased/)).toHaveTextContent('in 3 days')
  expect(screen.queryByText('Active')).not.toBeInTheDocument()
  expect(screen.queryByRole('button', { name: /^Sign in as/ })).not.toBeInTheDocument()
})

test('a role is given', async () => {
  const { user, sent } = await open()
  await user.selectOptions(screen.getByRole('combobox', { name: 'Role' }), 'Administrator')
  await user.click(screen.getByRole('button', { name: 'Give role' }))
  expect(await screen.findByText(/has another role/)).toBeVisible()
  expect(sent).toEqual([{ role: 'admin' }])
})

test('the role that somebody has is not given again', async () => {
  const { user, sent } = await open()
  await user.click(screen.getByRole('button', { name: 'Give role' }))
  expect(await screen.findByText('Bea Example has this role already.')).toBeVisible()
  expect(sent).toEqual([])
})

test('a role that must not be given is said so', async () => {
  const { user } = await open()
  const message = 'Nobody would be left who gives roles.'
  answer({ [`PUT ${path}/role`]: () => problem(409, 'last_administrator', message) })
  await user.selectOptions(screen.getByRole('combobox', { name: 'Role' }), 'Administrator')
  await user.click(screen.getByRole('button', { name: 'Give role' }))
  expect(await screen.findByText(message)).toBeVisible()
})

test('an administrator becomes somebody and sees what they see', async () => {
  const { user, address, queryClient } = await open()
  const sent: unknown[] = []
  answer({
    [`POST ${path}/become`]: ({ body }) => {
      sent.push(body)
      answer({ 'GET /api/accounts/me': () => json(makeUser({ id: bea.id, name: bea.name })) })
      return new Response(null, { status: 204 })
    },
  })
  queryClient.setQueryData(['what the administrator saw'], 'secret')
  await user.type(screen.getByLabelText('Reason'), 'They see an empty page.')
  await user.click(screen.getByRole('button', { name: 'Sign in as Bea Example' }))
  await waitFor(() => expect(address()).toBe(homePath()))
  await waitFor(() => expect(queryClient.getQueryData(['what the administrator saw'])).toBeUndefined())
  expect(sent).toEqual([{ reason: 'They see an empty page.' }])
})

test.each([
  [`PUT ${path}/role`, 'Give role'],
  [`POST ${path}/become`, 'Sign in as Bea Example'],
])('%s waits for an administrator who came in a while ago to show that it is them', async (call, label) => {
  confirmByButton()
  const { user } = await open()
  let asked = 0
  answer({
    [call]: () => {
      asked += 1
      return asked === 1 ? problem(403, 'confirmation_required', 'Is it you?') : json(bea)
    },
  })
  await user.selectOptions(screen.getByRole('combobox', { name: 'Role' }), 'Administrator')
  await user.type(screen.getByLabelText('Reason'), 'They see an empty page.')
  await user.click(screen.getByRole('button', { name: label }))
  await user.click(await screen.findByRole('button', { name: 'It is me' }))
  await waitFor(() => expect(asked).toBe(2))
})

test('nobody is offered to become somebody who may do more than others', async () => {
  await open({ role: 'admin' })
  expect(screen.queryByRole('button', { name: /^Sign in as/ })).not.toBeInTheDocument()
})

test('nobody is offered to suspend or become themselves', async () => {
  await open({ ...makeUser(), role: 'member' })
  expect(screen.queryByRole('button', { name: /^Sign in as/ })).not.toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Suspend…' })).not.toBeInTheDocument()
})

test('features add what can be done for somebody who may do no more than others', async () => {
  await open()
  expect(await screen.findByText('More about Bea Example')).toBeVisible()
})

test.each<Partial<ManagedUser>>([{ role: 'admin' }, { ...makeUser(), role: 'member' }])(
  'features add nothing about administrators and oneself',
  async (given) => {
    await open(given)
    expect(screen.queryByText(/^More about/)).not.toBeInTheDocument()
  },
)

test('what somebody may not do is not offered', async () => {
  await open({}, ['see_users'])
  expect(screen.queryByRole('button')).not.toBeInTheDocument()
  expect(screen.queryByText(/^More about/)).not.toBeInTheDocument()
})

test('who is not there is said so', async () => {
  answer({
    'GET /api/accounts/me': () => json(makeUser({ permissions: all })),
    [`GET ${path}`]: () => problem(404, 'not_found', 'There is nothing here.'),
  })
  renderPages([{ path: '/admin/users/:userId', Component: UserPage }], `/admin/users/${bea.id}`)
  expect(await screen.findByRole('heading', { level: 1, name: 'There is nothing here' })).toBeVisible()
  expect(screen.getByText('It may be gone, or its address has a mistake.')).toBeVisible()
})
