import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'

import { renderPages } from '~tests/render'
import { answer, json, problem } from '~tests/server'

import { makeSession } from '../tests/factories'
import { answerSecurityPage } from '../tests/security-page'
import SecurityPage from './security'

const here = makeSession({
  id: 'session_01h455vb4pex5vsknk084sn02r',
  device: 'Chrome on Mac',
  is_this_one: true,
})

async function open(sessions = [here, makeSession()]) {
  answerSecurityPage(sessions)
  const page = renderPages([{ path: '/settings/security', Component: SecurityPage }], '/settings/security')
  await screen.findByText(here.device)
  return page
}

const done = () => new Response(null, { status: 204 })

test('another browser is signed out, this one is not offered', async () => {
  const ended: unknown[] = []
  const other = makeSession()
  const { user } = await open()
  expect(screen.getByText(/^This browser/)).toBeVisible()
  answer({
    [`DELETE /api/sessions/${other.id}`]: () => {
      ended.push(other.id)
      return done()
    },
    'GET /api/sessions': () => json([here]),
  })
  expect(screen.queryByRole('button', { name: `Sign out ${here.device}` })).not.toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: `Sign out ${other.device}` }))
  await waitFor(() => expect(screen.queryByText(other.device)).not.toBeInTheDocument())
  expect(ended).toEqual([other.id])
  expect(screen.queryByRole('button', { name: 'Sign out everywhere else' })).not.toBeInTheDocument()
})

test('this browser stands first, wherever somebody was last', async () => {
  await open([makeSession(), here])
  const [first, second] = screen.getAllByRole('listitem')
  expect(first).toHaveTextContent(`${here.device}This browser`)
  expect(second).toHaveTextContent(makeSession().device)
})

test('who is signed in nowhere, seen by somebody else, is said so', async () => {
  answerSecurityPage([])
  renderPages([{ path: '/settings/security', Component: SecurityPage }], '/settings/security')
  expect(await screen.findByText('Nowhere at the moment.')).toBeVisible()
})

test('all others are signed out, after a question', async () => {
  const { user } = await open()
  await user.click(screen.getByRole('button', { name: 'Sign out everywhere else' }))
  answer({ 'POST /api/sessions/end-others': done, 'GET /api/sessions': () => json([here]) })
  await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Sign out' }))
  expect(await screen.findByText('You are signed out everywhere else.')).toBeVisible()
})

test('a session that cannot be ended is said so', async () => {
  const { user } = await open()
  answer({
    [`DELETE /api/sessions/${makeSession().id}`]: () => problem(503, 'unavailable', 'Back in a minute.'),
  })
  await user.click(screen.getByRole('button', { name: 'Sign out Firefox on Linux' }))
  expect(await screen.findByText(/Back in a minute/)).toBeVisible()
})

test('the password is changed at once by whoever has just signed in', async () => {
  const sent: unknown[] = []
  const { user } = await open()
  answer({
    'PUT /api/sessions/password': ({ body }) => {
      sent.push(body)
      return done()
    },
  })
  await user.type(screen.getByLabelText('New password'), 'eleven loud harbours')
  await user.click(screen.getByRole('button', { name: 'Change password' }))
  expect(await screen.findByText(/Your password is changed/)).toBeVisible()
  expect(sent).toEqual([{ password: 'eleven loud harbours' }])
  await waitFor(() => expect(screen.getByLabelText('New password')).toHaveValue(''))
})

test('others are asked for their password first, and nothing is typed twice', async () => {
  const sent: unknown[] = []
  let isConfirmed = false
  const { user } = await open()
  answer({
    'PUT /api/sessions/password': () =>
      isConfirmed ? done() : problem(403, 'confirmation_required', 'Show once more that it is you.'),
    'POST /api/sessions/confirm': ({ body }) => {
      sent.push(body)
      const message = 'This is not your password.'
      if (sent.length === 1) return problem(400, 'wrong_password', message, [{ field: 'password', message }])
      isConfirmed = true
      return done()
    },
  })
  await user.type(screen.getByLabelText('New password'), 'eleven loud harbours')
  await user.click(screen.getByRole('button', { name: 'Change password' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Is it you?' }))
  await user.type(dialog.getByLabelText('Your password'), 'wrong')
  await user.click(dialog.getByRole('button', { name: 'Confirm' }))
  await waitFor(() => expect(dialog.getByLabelText('Your password')).toBeInvalid())
  await user.clear(dialog.getByLabelText('Your password'))
  await user.type(dialog.getByLabelText('Your password'), 'seven quiet rivers')
  await user.click(dialog.getByRole('button', { name: 'Confirm' }))
  expect(await screen.findByText(/Your password is changed/)).toBeVisible()
  expect(sent).toEqual([{ password: 'wrong' }, { password: 'seven quiet rivers' }])
})

test('whoever does not confirm changes nothing and keeps what they typed', async () => {
  const { user } = await open()
  answer({
    'PUT /api/sessions/password': () =>
      problem(403, 'confirmation_required', 'Show once more that it is you.'),
  })
  await user.type(screen.getByLabelText('New password'), 'eleven loud harbours')
  await user.click(screen.getByRole('button', { name: 'Change password' }))
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Cancel' }))
  expect(await screen.findByText('Show once more that it is you.')).toBeVisible()
  expect(screen.getByLabelText('New password')).toHaveValue('eleven loud harbours')
})

test('places are told as far as they are known', async () => {
  await open([
    here,
    makeSession({ address: '203.0.113.9', country: 'DE' }),
    makeSession({ id: 'session_01h455vb4pex5vsknk084sn02s', address: '10.0.0.7', is_in_own_network: true }),
  ])
  expect(screen.getByText(/Germany · 203\.0\.113\.9/)).toBeVisible()
  expect(screen.getByText(/10\.0\.0\.7 \(inside a network\)/)).toBeVisible()
})
