import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'

import { rememberSignedIn } from '~/features/accounts/utils/signed-in-hint'
import { homePath } from '~/utils/navigation'
import { makeUser } from '~tests/factories'
import { renderPages } from '~tests/render'
import { answer, json, problem } from '~tests/server'

import SecondFactorPage, { clientLoader } from './second-factor'
import SignInPage from './sign-in'

const address = '/sign-in/two-factor'

function open(search = '') {
  return renderPages([{ path: address, Component: SecondFactorPage }], `${address}${search}`)
}

async function signIn({ user }: ReturnType<typeof open>, label: string, code: string) {
  await user.type(screen.getByLabelText(label), code)
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
}

test('after the password it is asked for, and the way back is kept', async () => {
  answer({
    'GET /api/sessions/social/providers': () => json([]),
    'POST /api/sessions/sign-in': () => json({ next_step: 'second_factor' }),
  })
  const page = renderPages(
    [
      { path: '/sign-in', Component: SignInPage },
      { path: address, Component: SecondFactorPage },
    ],
    '/sign-in?return_to=/account',
  )
  await page.user.type(screen.getByLabelText('E-mail'), 'ada@example.org')
  await page.user.type(screen.getByLabelText('Password'), 'correct horse battery staple')
  await page.user.click(screen.getByRole('button', { name: 'Sign in' }))
  expect(await screen.findByRole('heading', { name: 'One more step' })).toBeVisible()
  expect(page.address()).toBe(`${address}?return_to=%2Faccount`)
  expect(localStorage).toHaveLength(0)
})

test('the code is sent as it was typed in groups, and leads back', async () => {
  const sent: unknown[] = []
  answer({
    'POST /api/sessions/sign-in/code': ({ body }) => {
      sent.push(body)
      return json(makeUser())
    },
  })
  const page = open('?return_to=/account')
  await signIn(page, 'Code', '123 456')
  await waitFor(() => expect(page.address()).toBe('/account'))
  expect(sent).toEqual([{ code: '123 456' }])
})

test('a recovery code does instead', async () => {
  const sent: unknown[] = []
  answer({
    'POST /api/sessions/sign-in/recovery-code': ({ body }) => {
      sent.push(body)
      return json(makeUser())
    },
  })
  const page = open()
  await page.user.click(screen.getByRole('button', { name: 'Use a recovery code' }))
  await signIn(page, 'Recovery code', '0123-4567-89ab-cdef')
  await waitFor(() => expect(page.address()).toBe(homePath()))
  expect(sent).toEqual([{ code: '0123-4567-89ab-cdef' }])
})

test('a wrong code is said at its field', async () => {
  const message = 'This code is wrong, or was used already.'
  answer({
    'POST /api/sessions/sign-in/code': () =>
      problem(400, 'second_code_wrong', message, [{ field: 'code', message }]),
  })
  const page = open()
  await signIn(page, 'Code', '123456')
  await waitFor(() => expect(screen.getByLabelText('Code')).toBeInvalid())
  expect(screen.getByLabelText('Code')).toHaveAccessibleDescription(new RegExp(message))
})

test('who comes too late, or by accident, is led to the beginning', async () => {
  const message = 'This took too long. Sign in again from the start.'
  answer({ 'POST /api/sessions/sign-in/code': () => problem(401, 'sign_in_over', message) })
  const page = open('?return_to=/account')
  await signIn(page, 'Code', '123456')
  expect(await screen.findByRole('alert')).toHaveTextContent(message)
  const again = screen.getByRole('link', { name: 'Begin again' })
  expect(again).toHaveAttribute('href', '/sign-in?return_to=%2Faccount')
})

test('somebody who is signed in is not asked', async () => {
  rememberSignedIn(makeUser().id)
  answer({ 'GET /api/accounts/me': () => json(makeUser()) })
  const page = renderPages([{ path: address, Component: SecondFactorPage, loader: clientLoader }], address)
  await waitFor(() => expect(page.address()).toBe(homePath()))
})

test('telephones offer the code of the app, and nothing for a recovery code', async () => {
  const { user } = open()
  expect(screen.getByLabelText('Code')).toHaveAttribute('autocomplete', 'one-time-code')
  expect(screen.getByLabelText('Code')).toHaveAttribute('inputmode', 'numeric')
  await user.click(screen.getByRole('button', { name: 'Use a recovery code' }))
  expect(screen.getByLabelText('Recovery code')).toHaveAttribute('autocomplete', 'off')
})
