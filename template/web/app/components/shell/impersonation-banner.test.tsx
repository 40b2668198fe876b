import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'

import { Shell } from '~/components/shell/shell'
import { currentUserQuery } from '~/features/accounts/session'
import type { UserPublic } from '~/generated/types.gen'
import { makeUser } from '~tests/factories'
import { renderPages } from '~tests/render'
import { answer, json, problem } from '~tests/server'

const admin = makeUser({ id: 'user_1', name: 'Cy Example', role: 'admin', permissions: ['see_users'] })

function open(user: UserPublic) {
  return renderPages([{ path: '/', Component: () => <Shell user={user}>A page</Shell> }], '/')
}

function soon(milliseconds: number) {
  return makeUser({ impersonated_until: new Date(Date.now() + milliseconds).toISOString() })
}

function answerGoBack() {
  answer({
    'POST /api/admin/go-back': () => new Response(null, { status: 204 }),
    'GET /api/accounts/me': () => json(admin),
  })
}

const banner = () => screen.findByRole('complementary', { name: 'Signed in as somebody else' })

test('who is somebody else is told so, and goes back', async () => {
  answerGoBack()
  const { user, queryClient, address } = open(soon(3_600_000))
  expect(await banner()).toHaveTextContent('You are signed in as Ada Example.')
  await user.click(within(await banner()).getByRole('button', { name: 'Back to your account' }))
  await waitFor(() => expect(address()).toBe('/admin/users'))
  expect(queryClient.getQueryData(currentUserQuery.queryKey)).toEqual(admin)
})

test('after the hour the browser goes back by itself', async () => {
  answerGoBack()
  const { address } = open(soon(50))
  await waitFor(() => expect(address()).toBe('/admin/users'))
})

test('who cannot go back is told why', async () => {
  answer({ 'POST /api/admin/go-back': () => problem(503, 'unavailable', 'Back in a minute.') })
  const { user } = open(soon(3_600_000))
  await user.click(within(await banner()).getByRole('button', { name: 'Back to your account' }))
  expect(await screen.findByText(/Back in a minute/)).toBeVisible()
})

test('who is themselves sees no banner, and administration only if it is open to them', () => {
  open(makeUser())
  expect(screen.queryByRole('complementary', { name: /^Signed in/ })).not.toBeInTheDocument()
  expect(screen.queryByRole('link', { name: 'Administration' })).not.toBeInTheDocument()
})

test('who may see people finds administration in the navigation', () => {
  open(admin)
  expect(screen.getByRole('link', { name: 'Administration' })).toHaveAttribute('href', '/admin')
})
