import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'

import { renderPages } from '~tests/render'
import { answer, json, problem } from '~tests/server'

import NewPasswordPage from './new-password'
import ResetPasswordPage from './reset-password'
import SignInPage from './sign-in'

const pages = [
  { path: '/reset-password', Component: ResetPasswordPage },
  { path: '/reset-password/new', Component: NewPasswordPage },
  { path: '/sign-in', Component: SignInPage },
]

function open(address: string) {
  answer({ 'GET /api/sessions/social/providers': () => json([]) })
  return renderPages(pages, address)
}

const button = (name: string) => screen.getByRole('button', { name })

test('whoever forgot their password has a mail sent, and is not told whether there is an account', async () => {
  const sent: unknown[] = []
  answer({
    'POST /api/sessions/reset-password': ({ body }) => {
      sent.push(body)
      return json(null, 202)
    },
  })
  const { user } = open('/reset-password')
  await user.type(screen.getByLabelText('E-mail'), 'ada@example.org')
  await user.click(button('Send the mail'))
  const told = await screen.findByRole('status')
  expect(told).toHaveTextContent(
    'If there is an account with the address ada@example.org, a mail is on its way.',
  )
  expect(told).toHaveFocus()
  expect(sent).toEqual([{ email: 'ada@example.org' }])
})

test('the link in the mail leads to another password, and then to signing in with it', async () => {
  const sent: unknown[] = []
  answer({
    'POST /api/sessions/reset-password/new': ({ body }) => {
      sent.push(body)
      return new Response(null, { status: 204 })
    },
  })
  const page = open('/reset-password/new#token=token-of-the-mail')
  await page.user.type(screen.getByLabelText('Password'), 'eleven loud harbours')
  await page.user.click(button('Save the password'))
  await waitFor(() => expect(page.address()).toBe('/sign-in'))
  expect(await screen.findByText('Your new password is saved. Sign in with it.')).toBeVisible()
  expect(sent).toEqual([{ token: 'token-of-the-mail', password: 'eleven loud harbours' }])
})

test('a link that is too old says so, and another one is a click away', async () => {
  answer({
    'POST /api/sessions/reset-password/new': () => problem(400, 'link_wrong', 'This link is too old.'),
  })
  const { user } = open('/reset-password/new#token=old')
  await user.type(screen.getByLabelText('Password'), 'eleven loud harbours')
  await user.click(button('Save the password'))
  expect(await screen.findByRole('alert')).toHaveTextContent('This link is too old.')
  expect(screen.getByRole('link', { name: 'Have another one sent' })).toHaveAttribute(
    'href',
    '/reset-password',
  )
})

test('without a link there is nothing to type in', () => {
  open('/reset-password/new')
  expect(screen.queryByLabelText('Password')).not.toBeInTheDocument()
  expect(screen.getByText('This page is opened by the link in a mail.')).toBeVisible()
})

test('the way there stands where one signs in', async () => {
  const page = open('/sign-in')
  await page.user.click(screen.getByRole('link', { name: 'Choose a new one' }))
  expect(page.address()).toBe('/reset-password')
})
