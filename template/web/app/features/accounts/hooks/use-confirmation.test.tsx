import { useState } from 'react'
import { screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'

import { features } from '~/features'
import { messageOf } from '~/lib/problem'
import { deleteMyAccount } from '~/generated/sdk.gen'
import { renderPages } from '~tests/render'
import { answer, json, problem } from '~tests/server'
import type { ConfirmationDialogProps } from '~/utils/feature'

import { useConfirmation } from './use-confirmation'

/** What asks in this test, in whatever way people sign in. */
function Question({ open, onAnswer }: ConfirmationDialogProps) {
  if (!open) return null
  return (
    <>
      <button onClick={() => onAnswer(true)}>It is me</button>
      <button onClick={() => onAnswer(false)}>Not now</button>
    </>
  )
}

function Page() {
  const { confirmed, dialog } = useConfirmation()
  const [told, setTold] = useState('')

  async function act() {
    try {
      await confirmed(() => deleteMyAccount({ throwOnError: true }))
      setTold('Done.')
    } catch (error) {
      setTold(messageOf(error))
    }
  }

  return (
    <>
      <button onClick={act}>Do it</button>
      <p>{told}</p>
      {dialog}
    </>
  )
}

async function doIt(refusal = 'confirmation_required') {
  const way = features.find((feature) => feature.confirmation)!
  vi.spyOn(way, 'confirmation').mockResolvedValue({ ConfirmationDialog: Question })
  let asked = 0
  answer({
    'DELETE /api/accounts/me': () =>
      (asked += 1) === 1
        ? problem(403, refusal, 'Show once more that it is you.')
        : json({ leaves_at: '2026-11-28T21:15:00Z' }),
  })
  const { user } = renderPages([{ path: '/', Component: Page }], '/')
  await user.click(await screen.findByRole('button', { name: 'Do it' }))
  return { user, timesAsked: () => asked }
}

test('whoever shows that it is them has it done without asking again', async () => {
  const { user, timesAsked } = await doIt()
  await user.click(await screen.findByRole('button', { name: 'It is me' }))
  expect(await screen.findByText('Done.')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'It is me' })).toBeNull()
  expect(timesAsked()).toBe(2)
})

test('whoever does not is told why nothing was done', async () => {
  const { user, timesAsked } = await doIt()
  await user.click(await screen.findByRole('button', { name: 'Not now' }))
  expect(await screen.findByText('Show once more that it is you.')).toBeVisible()
  expect(timesAsked()).toBe(1)
})

test('whoever may not do it at all is asked nothing', async () => {
  const { timesAsked } = await doIt('forbidden')
  expect(await screen.findByText('Show once more that it is you.')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'It is me' })).not.toBeInTheDocument()
  expect(timesAsked()).toBe(1)
})
