import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'

import SignedIn from '~/pages/signed-in'
import { makeUser } from '~tests/factories'
import { renderPages } from '~tests/render'
import { answer, json, problem } from '~tests/server'

import { makeSession } from '../tests/factories'
import { answerSecurityPage } from '../tests/security-page'
import ChangeEmailPage from './change-email'
import NewPasswordPage from './new-password'
import SecurityPage from './security'
import UndoEmailChangePage from './undo-email-change'

const moved = makeUser({ email: 'grace@example.org' })
const pages = [
  {
    Component: SignedIn,
    children: [
      { path: '/settings/security', Component: SecurityPage },
      { path: '/change-email', Component: ChangeEmailPage },
    ],
  },
  { path: '/change-email/undo', Component: UndoEmailChangePage },
  { path: '/reset-password/new', Component: NewPasswordPage },
]

function open(address: string) {
  answerSecurityPage([makeSession({ is_this_one: true })])
  return renderPages(pages, address)
}

const button = (name: string) => screen.getByRole('button', { name })

async function askForAddress() {
  const page = open('/settings/security')
  await page.user.type(await screen.findByLabelText('New address'), 'grace@example.org')
  answer({ 'POST /api/sessions/change-email': () => json({ secret: 'secret-of-the-browser' }, 202) })
  await page.user.click(button('Change address'))
  expect(await screen.findByText(/^A code is on its way to/)).toHaveFocus()
  return page
}

test('another address is shown everywhere once the code in the mail to it is typed in', async () => {
  const sent: unknown[] = []
  const { user } = await askForAddress()
  answer({
    'POST /api/sessions/change-email/code': ({ body }) => {
      sent.push(body)
      return json(moved)
    },
  })
  await user.type(screen.getByLabelText('Code'), '123456')
  await user.click(button('Confirm'))
  expect(await screen.findByText('From now on you sign in with grace@example.org.')).toBeVisible()
  expect(sent).toEqual([{ secret: 'secret-of-the-browser', code: '123456' }])
  expect(screen.getByText('grace@example.org')).toBeVisible()
  expect(screen.getByLabelText('New address')).toHaveValue('')
})

test('a wrong code is said at its field, and another mail is a click away', async () => {
  const message = 'This code is wrong or too old.'
  const { user } = await askForAddress()
  answer({
    'POST /api/sessions/change-email/code': () =>
      problem(400, 'code_wrong', message, [{ field: 'code', message }]),
    'POST /api/sessions/change-email/resend': () => json(null, 202),
  })
  await user.type(screen.getByLabelText('Code'), '000000')
  await user.click(button('Confirm'))
  await waitFor(() => expect(screen.getByLabelText('Code')).toHaveAccessibleDescription(new RegExp(message)))
  await user.click(button('Send another mail'))
  expect(await screen.findByText(/^Another mail is on its way/)).toBeVisible()
})

test('mails that were too many are said, and one can begin with another address', async () => {
  const { user } = await askForAddress()
  answer({
    'POST /api/sessions/change-email/resend': () => problem(429, 'too_many_attempts', 'Too many attempts.'),
  })
  await user.click(button('Send another mail'))
  expect(await screen.findByText(/Too many attempts/)).toBeVisible()
  await user.click(button('Cancel'))
  expect(screen.getByLabelText('New address')).toBeVisible()
})

test('the link in the mail asks before it moves the account, and who it is if that was long ago', async () => {
  let isConfirmed = false
  const page = open('/change-email#token=token-of-the-mail')
  answer({
    'POST /api/sessions/change-email/link': ({ body }) => {
      expect(body).toEqual({ token: 'token-of-the-mail' })
      return isConfirmed
        ? json(moved)
        : problem(403, 'confirmation_required', 'Show once more that it is you.')
    },
    'POST /api/sessions/confirm': () => {
      isConfirmed = true
      return new Response(null, { status: 204 })
    },
  })
  await page.user.click(await screen.findByRole('button', { name: 'Use this address' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Is it you?' }))
  await page.user.type(dialog.getByLabelText('Your password'), 'seven quiet rivers')
  await page.user.click(dialog.getByRole('button', { name: 'Confirm' }))
  await waitFor(() => expect(page.address()).toBe('/settings/security'))
  expect(await screen.findByText('From now on you sign in with grace@example.org.')).toBeVisible()
})

test('a link that is too old is said so, and without one there is the way to one', async () => {
  const page = open('/change-email#token=old')
  answer({
    'POST /api/sessions/change-email/link': () => problem(400, 'link_wrong', 'This link is too old.'),
  })
  await page.user.click(await screen.findByRole('button', { name: 'Use this address' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('This link is too old.')
})

test('without a link the page says where to ask for one', async () => {
  open('/change-email')
  expect(await screen.findByRole('link', { name: 'Security' })).toHaveAttribute('href', '/settings/security')
})

test('the old address takes the account back and chooses a password', async () => {
  const page = open('/change-email/undo#token=token-of-the-mail')
  answer({
    'POST /api/sessions/change-email/undo': ({ body }) => {
      expect(body).toEqual({ token: 'token-of-the-mail' })
      return json({ token: 'token-for-a-password' })
    },
    'POST /api/sessions/reset-password/new': ({ body }) => {
      expect(body).toEqual({ token: 'token-for-a-password', password: 'eleven loud harbours' })
      return new Response(null, { status: 204 })
    },
  })
  await page.user.click(button('Take it back'))
  await page.user.type(await screen.findByLabelText('Password'), 'eleven loud harbours')
  await page.user.click(button('Save the password'))
  await waitFor(() => expect(page.address()).toBe('/sign-in'))
})

test('a way back that is too late is said so', async () => {
  const { user } = open('/change-email/undo#token=old')
  answer({
    'POST /api/sessions/change-email/undo': () => problem(400, 'link_wrong', 'This link is too old.'),
  })
  await user.click(button('Take it back'))
  expect(await screen.findByRole('alert')).toHaveTextContent('This link is too old.')
})

test('without a link nothing is taken back', () => {
  open('/change-email/undo')
  expect(screen.queryByRole('button', { name: 'Take it back' })).not.toBeInTheDocument()
})
