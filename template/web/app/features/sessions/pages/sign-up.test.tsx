import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'

import { makeUser } from '~tests/factories'
import { renderPages } from '~tests/render'
import { answer, json, problem } from '~tests/server'
import { homePath } from '~/utils/navigation'

import ConfirmAddressPage from './confirm-address'
import FinishSignUpPage from './finish-sign-up'
import SignUpPage from './sign-up'

const pages = [
  { path: '/sign-up', Component: SignUpPage },
  { path: '/sign-up/confirm', Component: ConfirmAddressPage },
  { path: '/sign-up/finish', Component: FinishSignUpPage },
]

function open(address = '/sign-up') {
  answer({ 'GET /api/sessions/social/providers': () => json([]) })
  return renderPages(pages, address)
}

const sent: Record<string, unknown> = {}

/** A server that takes every step, and remembers what it was sent. */
function serve() {
  answer({
    'POST /api/sessions/sign-up': ({ body }) => {
      sent.begun = body
      return json({ secret: 'secret of this browser' }, 202)
    },
    'POST /api/sessions/sign-up/code': ({ body }) => {
      sent.proof = body
      return new Response(null, { status: 204 })
    },
    'POST /api/sessions/sign-up/link': ({ body }) => {
      sent.link = body
      return json({ email: 'ada@example.org', secret: 'secret of that browser' })
    },
    'POST /api/sessions/sign-up/finish': ({ body }) => {
      sent.account = body
      return json(makeUser(), 201)
    },
  })
}

const button = (name: string) => screen.getByRole('button', { name })

async function reachCode(page: ReturnType<typeof open>) {
  await page.user.type(screen.getByLabelText('E-mail'), 'ada@example.org')
  await page.user.click(button('Continue'))
  await screen.findByLabelText('Code')
}

async function reachAccount(page: ReturnType<typeof open>) {
  await reachCode(page)
  await page.user.type(screen.getByLabelText('Code'), '123456')
  await page.user.click(button('Confirm'))
  await screen.findByLabelText('Name')
}

async function fillAccount({ user }: ReturnType<typeof open>) {
  await user.type(screen.getByLabelText('Name'), 'Ada Example')
  await user.type(screen.getByLabelText('Password'), 'correct horse battery staple')
}

test('an address, the code from the mail, a name and a password lead into the product', async () => {
  serve()
  const page = open('/sign-up?return_to=%2Fsettings%2Fprofile%3Fpart%3D2')
  await reachAccount(page)
  expect(screen.getByText('You sign in with ada@example.org.')).toBeVisible()
  await fillAccount(page)
  await page.user.click(button('Create account'))
  await waitFor(() => expect(page.address()).toBe('/settings/profile?part=2'))
  expect(sent).toMatchObject({
    begun: { email: 'ada@example.org' },
    proof: { secret: 'secret of this browser', code: '123456' },
    account: {
      secret: 'secret of this browser',
      name: 'Ada Example',
      password: 'correct horse battery staple',
    },
  })
})

test('the link in the mail is used up only by a click, and leads on in any browser', async () => {
  serve()
  delete sent.link
  const page = open('/sign-up/finish#token=token-of-the-mail')
  expect(button('Confirm the address')).toBeVisible()
  expect(sent.link).toBeUndefined()
  await page.user.click(button('Confirm the address'))
  await screen.findByLabelText('Name')
  await fillAccount(page)
  await page.user.click(button('Create account'))
  await waitFor(() => expect(page.address()).toBe(homePath()))
  expect(sent).toMatchObject({
    link: { token: 'token-of-the-mail' },
    account: { secret: 'secret of that browser' },
  })
})

test('a link that is too old says so', async () => {
  answer({
    'POST /api/sessions/sign-up/link': () => problem(400, 'link_wrong', 'This link is too old.'),
  })
  const { user } = open('/sign-up/finish#token=old')
  await user.click(button('Confirm the address'))
  expect(await screen.findByRole('alert')).toHaveTextContent('This link is too old.')
  expect(screen.getByRole('link', { name: 'Begin again' })).toHaveAttribute('href', '/sign-up')
})

test('a wrong code says so at its field', async () => {
  serve()
  const message = 'This code is wrong or too old.'
  const page = open()
  await reachCode(page)
  answer({
    'POST /api/sessions/sign-up/code': () =>
      problem(400, 'code_wrong', message, [{ field: 'code', message }]),
  })
  await page.user.type(screen.getByLabelText('Code'), '654321')
  await page.user.click(button('Confirm'))
  await waitFor(() =>
    expect(screen.getByLabelText('Code')).toHaveAccessibleDescription(`${message} Six digits.`),
  )
  expect(screen.getByLabelText('Code')).toHaveFocus()
})

test('another mail can be asked for', async () => {
  serve()
  const page = open()
  await reachCode(page)
  answer({ 'POST /api/sessions/sign-up/resend': () => json(null, 202) })
  await page.user.click(button('Send another mail'))
  expect(await screen.findByText(/Another mail is on its way/)).toBeVisible()
  answer({
    'POST /api/sessions/sign-up/resend': () => problem(429, 'too_many_attempts', 'Wait a while.'),
  })
  await page.user.click(button('Send another mail'))
  expect(await screen.findByText(/Wait a while/)).toBeVisible()
})

test.each(['/sign-up/confirm', '/sign-up/finish', '/sign-up/finish#token='])(
  'who comes to %s without the step before it is led to the first',
  (address) => {
    open(address)
    expect(screen.getByRole('link', { name: 'Create an account' })).toHaveAttribute('href', '/sign-up')
  },
)

test('an empty form is not sent: each field says so, and the summary leads to them', async () => {
  serve()
  const page = open()
  await reachAccount(page)
  await page.user.click(button('Create account'))
  await waitFor(() => expect(screen.getByRole('alert')).toHaveFocus())
  for (const label of ['Name', 'Password']) {
    expect(screen.getByLabelText(label)).toBeInvalid()
    expect(screen.getByLabelText(label)).toHaveAccessibleDescription(/This is required\./)
  }
  expect(screen.getByRole('alert')).toHaveTextContent('Please check Name and Password.')
})

test("the server's rules hold before anything is sent, and lift as they are met", async () => {
  const { user } = open()
  await user.type(screen.getByLabelText('E-mail'), 'ada@')
  await user.click(button('Continue'))
  await waitFor(() => expect(screen.getByLabelText('E-mail')).toBeInvalid())
  expect(screen.getByLabelText('E-mail')).toHaveAccessibleDescription(
    /^This is not a complete e-mail address\./,
  )
  await user.type(screen.getByLabelText('E-mail'), 'example.org')
  await waitFor(() => expect(screen.getByLabelText('E-mail')).toBeValid())
})

test("the server's word on something that is no field stands above the form", async () => {
  serve()
  const page = open()
  await reachAccount(page)
  await fillAccount(page)
  answer({
    'POST /api/sessions/sign-up/finish': () =>
      problem(422, 'validation_failed', 'Check the fields.', [
        { field: 'password', message: 'This password is known to thieves.' },
        { field: null, message: 'Sign-up closes tonight.' },
        { field: 'invitation', message: 'An invitation is needed.' },
      ]),
  })
  await page.user.click(button('Create account'))
  expect(await screen.findByText('This password is known to thieves.')).toBeVisible()
  expect(screen.getByRole('alert')).toHaveTextContent('Sign-up closes tonight. An invitation is needed.')
})

test('pressing twice sends once', async () => {
  let calls = 0
  answer({
    'POST /api/sessions/sign-up': () => {
      calls += 1
      return new Promise(() => {})
    },
  })
  const { user } = open()
  await user.type(screen.getByLabelText('E-mail'), 'ada@example.org')
  await user.click(button('Continue'))
  await user.click(button('Continue'))
  await user.type(screen.getByLabelText('E-mail'), '{Enter}')
  expect(calls).toBe(1)
})

test('the password can be looked at', async () => {
  serve()
  const page = open()
  await reachAccount(page)
  await page.user.type(screen.getByLabelText('Password'), 'correct horse')
  expect(screen.getByLabelText('Password')).toHaveAttribute('type', 'password')
  await page.user.click(button('Show the password'))
  expect(screen.getByLabelText('Password')).toHaveAttribute('type', 'text')
})
