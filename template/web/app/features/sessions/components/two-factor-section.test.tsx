import { screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'

import { renderComponent } from '~tests/render'
import { answer, json, problem } from '~tests/server'

import { TwoFactorSection } from './two-factor-section'

const path = '/api/sessions/two-factor'
const secret = 'ABCD EFGH ABCD EFGH ABCD EFGH ABCD EFGH'
const setUp = {
  secret,
  address: `otpauth://totp/Product:ada@example.org?secret=${secret.replaceAll(' ', '')}`,
}
const codes = Array.from({ length: 10 }, (_, number) => `0123-4567-89ab-cde${number}`)
const off = { on_since: null, recovery_codes_left: 0 }
const on = { on_since: '2026-01-02T03:04:05Z', recovery_codes_left: 10 }
const done = () => new Response(null, { status: 204 })
const confirmationRequired = () => problem(403, 'confirmation_required', 'Show once more that it is you.')

async function open(state: typeof on | typeof off) {
  answer({ [`GET ${path}`]: () => json(state) })
  const page = renderComponent(<TwoFactorSection />)
  await screen.findByRole('button', { name: state.on_since ? 'Turn off' : 'Set it up' })
  return page
}

test('it is set up by a picture or a key, confirmed by a code, and the recovery codes are shown', async () => {
  const sent: unknown[] = []
  const { user } = await open(off)
  answer({
    [`POST ${path}/set-up`]: () => json(setUp),
    [`POST ${path}/turn-on`]: ({ body }) => {
      sent.push(body)
      answer({ [`GET ${path}`]: () => json(on) })
      return json({ codes })
    },
  })
  await user.click(screen.getByRole('button', { name: 'Set it up' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Connect an authenticator app' }))
  expect(await dialog.findByRole('img', { name: 'QR code for the authenticator app' })).toBeVisible()
  expect(dialog.getByText(secret)).toBeVisible()
  expect(dialog.getByRole('link', { name: 'Open the app' })).toHaveAttribute('href', setUp.address)
  await user.type(dialog.getByLabelText('Code'), '123 456')
  await user.click(dialog.getByRole('button', { name: 'Turn on' }))

  const shown = within(await screen.findByRole('dialog', { name: 'Your recovery codes' }))
  expect(shown.getAllByRole('listitem').map((item) => item.textContent)).toEqual(codes)
  expect(sent).toEqual([{ code: '123 456' }])
  // A slip of the hand does not lose them.
  await user.keyboard('{Escape}')
  await user.click(shown.getByRole('button', { name: 'I have kept them' }))
  await waitFor(() => expect(screen.queryByText(codes[0]!)).not.toBeInTheDocument())
  expect(screen.getByText('10 recovery codes are left.')).toBeVisible()
})

test('a wrong code is said at its field, and nothing is on', async () => {
  const message = 'This code is wrong, or was used already.'
  const { user } = await open(off)
  answer({
    [`POST ${path}/set-up`]: () => json(setUp),
    [`POST ${path}/turn-on`]: () => problem(400, 'second_code_wrong', message, [{ field: 'code', message }]),
  })
  await user.click(screen.getByRole('button', { name: 'Set it up' }))
  await user.type(await screen.findByLabelText('Code'), '123456')
  await user.click(screen.getByRole('button', { name: 'Turn on' }))
  await waitFor(() => expect(screen.getByLabelText('Code')).toBeInvalid())
  await user.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(await screen.findByRole('button', { name: 'Set it up' })).toBeVisible()
})

test('whoever signed in a while ago shows first that it is them', async () => {
  let isConfirmed = false
  const { user } = await open(off)
  answer({
    [`POST ${path}/set-up`]: () => (isConfirmed ? json(setUp) : confirmationRequired()),
    'POST /api/sessions/confirm': () => {
      isConfirmed = true
      return done()
    },
  })
  await user.click(screen.getByRole('button', { name: 'Set it up' }))
  await user.type(await screen.findByLabelText('Your password'), 'seven quiet rivers')
  await user.click(screen.getByRole('button', { name: 'Confirm' }))
  expect(await screen.findByText(secret)).toBeVisible()
})

test('new recovery codes replace those before, after a question', async () => {
  const { user } = await open({ ...on, recovery_codes_left: 1 })
  expect(screen.getByText('One recovery code is left.')).toBeVisible()
  answer({ [`POST ${path}/recovery-codes`]: () => json({ codes }), [`GET ${path}`]: () => json(on) })
  await user.click(screen.getByRole('button', { name: 'New recovery codes' }))
  await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Make new ones' }))
  expect(await screen.findByText(codes[9]!)).toBeVisible()
})

test('the codes are copied, downloaded or printed', async () => {
  const { user } = await open(on)
  answer({ [`POST ${path}/recovery-codes`]: () => json({ codes }) })
  await user.click(screen.getByRole('button', { name: 'New recovery codes' }))
  await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Make new ones' }))
  await user.click(await screen.findByRole('button', { name: 'Copy' }))
  expect(await screen.findByText('The codes are copied.')).toBeVisible()
  const copied = await navigator.clipboard.readText()
  expect(copied).toContain(codes.join('\n'))
  const link = screen.getByRole('link', { name: 'Download' })
  expect(link).toHaveAttribute('download', 'recovery-codes.txt')
  expect(decodeURIComponent(link.getAttribute('href')!)).toContain(copied)
  const print = vi.spyOn(window, 'print').mockImplementation(() => {})
  await user.click(screen.getByRole('button', { name: 'Print' }))
  expect(print).toHaveBeenCalledOnce()
})

test('it is turned off after a question', async () => {
  const { user } = await open(on)
  answer({ [`POST ${path}/turn-off`]: done, [`GET ${path}`]: () => json(off) })
  await user.click(screen.getByRole('button', { name: 'Turn off' }))
  await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Turn off' }))
  expect(await screen.findByText(/Two-factor sign-in is off/)).toBeVisible()
  expect(await screen.findByRole('button', { name: 'Set it up' })).toBeVisible()
})

test('what cannot be done is said so', async () => {
  const { user } = await open(off)
  answer({ [`POST ${path}/set-up`]: () => problem(503, 'unavailable', 'Back in a minute.') })
  await user.click(screen.getByRole('button', { name: 'Set it up' }))
  expect(await screen.findByText(/Back in a minute/)).toBeVisible()
})

test('what cannot be loaded is asked for again', async () => {
  answer({ [`GET ${path}`]: () => problem(500, 'internal_error', 'Something went wrong on our side.') })
  const { user } = renderComponent(<TwoFactorSection />)
  await screen.findByText('Whether it is on could not be loaded')
  answer({ [`GET ${path}`]: () => json(on) })
  await user.click(screen.getByRole('button', { name: /again/i }))
  expect(await screen.findByText('10 recovery codes are left.')).toBeVisible()
})
