import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'

import type { PasskeyPublic } from '~/generated/types.gen'
import { renderComponent } from '~tests/render'
import { answer, json, problem } from '~tests/server'

import {
  cancelled,
  creationOptions,
  known,
  makes,
  plugIn,
  requestOptions,
  signs,
} from '../tests/authenticator'
import { makePasskeyPublic } from '../tests/factories'
import { PasskeySection } from './passkey-section'

const path = '/api/sessions/passkeys'
const done = () => new Response(null, { status: 204 })
const confirmationRequired = () => problem(403, 'confirmation_required', 'Show once more that it is you.')

async function open(passkeys: PasskeyPublic[] = []) {
  answer({ [`GET ${path}`]: () => json(passkeys) })
  const page = renderComponent(<PasskeySection />)
  await screen.findByRole('button', { name: 'Add a passkey' })
  return page
}

test('a passkey is made by the browser, kept by the server, and named', async () => {
  const sent: unknown[] = []
  const made = makePasskeyPublic({ name: 'iCloud Keychain' })
  const { user } = await open()
  plugIn({ create: makes })
  answer({
    [`POST ${path}/new`]: () => json(creationOptions),
    [`POST ${path}`]: ({ body }) => {
      sent.push(body)
      answer({ [`GET ${path}`]: () => json([made]) })
      return json(made, 201)
    },
    [`PATCH ${path}/${made.id}`]: ({ body }) => {
      sent.push(body)
      const renamed = { ...made, name: 'My telephone' }
      answer({ [`GET ${path}`]: () => json([renamed]) })
      return json(renamed)
    },
  })
  await user.click(screen.getByRole('button', { name: 'Add a passkey' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Name this passkey' }))
  expect(dialog.getByLabelText('Name')).toHaveValue('iCloud Keychain')
  await user.clear(dialog.getByLabelText('Name'))
  await user.type(dialog.getByLabelText('Name'), 'My telephone')
  await user.click(dialog.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('My telephone')).toBeVisible()
  expect(screen.getByText(/not used yet/)).toBeVisible()
  const response = { clientDataJSON: 'Y2xpZW50', attestationObject: 'YXR0ZXN0YXRpb24' }
  expect(sent).toMatchObject([
    { credential: { id: 'a2V5', rawId: 'a2V5', type: 'public-key', response } },
    { name: 'My telephone' },
  ])
})

test('whoever leaves the dialog of the browser has added nothing, and is told nothing', async () => {
  const { user } = await open()
  plugIn({ create: cancelled })
  answer({ [`POST ${path}/new`]: () => json(creationOptions) })
  await user.click(screen.getByRole('button', { name: 'Add a passkey' }))
  await waitFor(() =>
    expect(screen.getByRole('button', { name: 'Add a passkey' })).not.toHaveAttribute('aria-disabled'),
  )
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
})

test('a device that has one already is said so', async () => {
  const { user } = await open()
  plugIn({ create: known })
  answer({ [`POST ${path}/new`]: () => json(creationOptions) })
  await user.click(screen.getByRole('button', { name: 'Add a passkey' }))
  expect(await screen.findByText(/on this device already/)).toBeVisible()
})

test('a passkey is removed after a question, and after a passkey has shown who asks', async () => {
  const passkey = makePasskeyPublic({ used_at: '2026-01-02T03:04:05Z' })
  const { user } = await open([passkey])
  expect(screen.getByText(/last used/)).toBeVisible()
  plugIn({ get: signs })
  let isConfirmed = false
  answer({
    [`DELETE ${path}/${passkey.id}`]: () => {
      if (!isConfirmed) return confirmationRequired()
      answer({ [`GET ${path}`]: () => json([]) })
      return done()
    },
    [`POST ${path}/confirm/begin`]: () => json(requestOptions),
    [`POST ${path}/confirm`]: () => {
      isConfirmed = true
      return done()
    },
  })
  await user.click(screen.getByRole('button', { name: `Remove ${passkey.name}` }))
  await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Remove' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Is it you?' }))
  await user.click(dialog.getByRole('button', { name: 'Use a passkey instead' }))
  expect(await screen.findByText('The passkey is removed.')).toBeVisible()
  await waitFor(() => expect(screen.queryByText(passkey.name)).not.toBeInTheDocument())
})

test('why a passkey cannot be removed is said', async () => {
  const passkey = makePasskeyPublic()
  const { user } = await open([passkey])
  const message = 'Without this you could not sign in any more.'
  answer({ [`DELETE ${path}/${passkey.id}`]: () => problem(409, 'last_way_in', message) })
  await user.click(screen.getByRole('button', { name: `Remove ${passkey.name}` }))
  await user.click(within(screen.getByRole('alertdialog')).getByRole('button', { name: 'Remove' }))
  expect(await screen.findByText(message)).toBeVisible()
  expect(screen.getByText(passkey.name)).toBeVisible()
})

test('passkeys that cannot be loaded are asked for again', async () => {
  answer({ [`GET ${path}`]: () => problem(500, 'internal_error', 'Something went wrong on our side.') })
  const { user } = renderComponent(<PasskeySection />)
  await screen.findByText('Your passkeys could not be loaded')
  answer({ [`GET ${path}`]: () => json([makePasskeyPublic()]) })
  await user.click(screen.getByRole('button', { name: /again/i }))
  expect(await screen.findByText('Bitwarden')).toBeVisible()
})
