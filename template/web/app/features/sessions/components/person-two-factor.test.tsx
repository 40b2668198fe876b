import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'

import type { ManagedUser } from '~/generated/types.gen'
import { renderComponent } from '~tests/render'
import { answer, json, problem } from '~tests/server'

import { PersonSection } from './person-two-factor'

const bea: ManagedUser = {
  id: 'user_01h455vb4pex5vsknk084sn02s',
  email: 'bea@example.org',
  name: 'Bea Example',
  role: 'member',
  created_at: '2026-01-02T03:04:05Z',
  suspended_at: null,
  leaves_at: null,
}
const path = `/api/admin/users/${bea.id}/two-factor`
const off = { on_since: null, recovery_codes_left: 0 }
const on = { on_since: '2026-01-02T03:04:05Z', recovery_codes_left: 10 }

async function ask() {
  answer({ [`GET ${path}`]: () => json(on) })
  const { user } = renderComponent(<PersonSection user={bea} />)
  await user.click(await screen.findByRole('button', { name: 'Turn off…' }))
  const dialog = within(screen.getByRole('dialog', { name: 'Turn two-factor sign-in off for Bea Example?' }))
  await user.type(dialog.getByLabelText('Reason'), 'Lost the telephone.')
  return { user, dialog }
}

test('it is turned off with a reason for somebody who has lost it', async () => {
  const { user, dialog } = await ask()
  const sent: unknown[] = []
  answer({
    [`POST ${path}/reset`]: ({ body }) => {
      sent.push(body)
      answer({ [`GET ${path}`]: () => json(off) })
      return new Response(null, { status: 204 })
    },
  })
  await user.click(dialog.getByRole('button', { name: 'Turn off' }))
  expect(await screen.findByText('Bea Example signs in without a code now.')).toBeVisible()
  expect(await screen.findByText('It is off.')).toBeVisible()
  expect(sent).toEqual([{ reason: 'Lost the telephone.' }])
  expect(screen.queryByRole('button', { name: 'Turn off…' })).not.toBeInTheDocument()
})

test('whoever has not just shown that it is them is asked to', async () => {
  const { user, dialog } = await ask()
  answer({
    [`POST ${path}/reset`]: () => problem(403, 'confirmation_required', 'Show once more that it is you.'),
  })
  await user.click(dialog.getByRole('button', { name: 'Turn off' }))
  expect(await screen.findByRole('dialog', { name: 'Is it you?' })).toBeVisible()
})

test('nothing is offered while it is off, and a failure is said', async () => {
  answer({ [`GET ${path}`]: () => problem(503, 'unavailable', 'This is not available at the moment.') })
  const { user } = renderComponent(<PersonSection user={bea} />)
  expect(await screen.findByText('Whether it is on could not be loaded')).toBeVisible()
  answer({ [`GET ${path}`]: () => json(off) })
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('It is off.')).toBeVisible()
  await waitFor(() => expect(screen.queryByRole('button')).not.toBeInTheDocument())
})
