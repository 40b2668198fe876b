import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'

import { makeUser } from '~tests/factories'
import { renderPages } from '~tests/render'
import { answer, json, problem } from '~tests/server'
import { homePath } from '~/utils/navigation'

import SignUpPage from './sign-up'

function open() {
  return renderPages([{ path: '/sign-up', Component: SignUpPage }], '/sign-up')
}

const submit = () => screen.getByRole('button', { name: 'Create account' })

async function fill({ user }: ReturnType<typeof open>) {
  await user.type(screen.getByLabelText('Name'), 'Ada Example')
  await user.type(screen.getByLabelText('E-mail'), 'ada@example.org')
  await user.type(screen.getByLabelText('Password'), 'correct horse battery staple')
}

test('creates the account and leads into the product', async () => {
  const sent: unknown[] = []
  answer({
    'POST /api/sessions/sign-up': ({ body }) => {
      sent.push(body)
      return json(makeUser(), 201)
    },
  })
  const page = open()
  await fill(page)
  await page.user.click(submit())
  await waitFor(() => expect(page.address()).toBe(homePath()))
  expect(sent).toEqual([
    { name: 'Ada Example', email: 'ada@example.org', password: 'correct horse battery staple' },
  ])
})

test('an empty form is not sent: each field says so, and the summary leads to them', async () => {
  const { user } = open()
  await user.click(submit())
  await waitFor(() => expect(screen.getByRole('alert')).toHaveFocus())
  for (const label of ['Name', 'E-mail', 'Password']) {
    expect(screen.getByLabelText(label)).toBeInvalid()
    expect(screen.getByLabelText(label)).toHaveAccessibleDescription(/This is required\./)
  }
  expect(screen.getByRole('alert')).toHaveTextContent('Please check Name, E-mail and Password.')
})

test("the server's rules hold before anything is sent, and lift as they are met", async () => {
  const { user } = open()
  await user.type(screen.getByLabelText('Name'), 'Ada Example')
  await user.type(screen.getByLabelText('E-mail'), 'ada@')
  await user.type(screen.getByLabelText('Password'), 'too short')
  await user.click(submit())
  await waitFor(() => expect(screen.getByRole('alert')).toHaveFocus())
  expect(screen.getByLabelText('E-mail')).toHaveAccessibleDescription(
    'This is not a complete e-mail address.',
  )
  expect(screen.getByLabelText('Password')).toHaveAccessibleDescription(
    'Use at least 12 characters. A few words that you can remember are best.',
  )
  await user.type(screen.getByLabelText('E-mail'), 'example.org')
  await waitFor(() => expect(screen.getByLabelText('E-mail')).toBeValid())
})

test("the server's word on a field stands at that field and takes the focus", async () => {
  const message = 'This address has an account already.'
  answer({
    'POST /api/sessions/sign-up': () => problem(409, 'email_taken', message, [{ field: 'email', message }]),
  })
  const page = open()
  await fill(page)
  await page.user.click(submit())
  const email = screen.getByLabelText('E-mail')
  await waitFor(() => expect(email).toHaveAccessibleDescription(message))
  expect(email).toBeInvalid()
  expect(email).toHaveFocus()
  expect(screen.getByLabelText('Name')).toBeValid()
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
})

test("the server's word on something that is no field stands above the form", async () => {
  answer({
    'POST /api/sessions/sign-up': () =>
      problem(422, 'validation_failed', 'Check the fields.', [
        { field: 'password', message: 'This password is known to thieves.' },
        { field: null, message: 'Sign-up closes tonight.' },
        { field: 'invitation', message: 'An invitation is needed.' },
      ]),
  })
  const page = open()
  await fill(page)
  await page.user.click(submit())
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
  const page = open()
  await fill(page)
  await page.user.click(submit())
  await page.user.click(submit())
  await page.user.type(screen.getByLabelText('Name'), '{Enter}')
  expect(calls).toBe(1)
})

test('the password can be looked at', async () => {
  const { user } = open()
  await user.type(screen.getByLabelText('Password'), 'correct horse')
  expect(screen.getByLabelText('Password')).toHaveAttribute('type', 'password')
  await user.click(screen.getByRole('button', { name: 'Show the password' }))
  expect(screen.getByLabelText('Password')).toHaveAttribute('type', 'text')
})
