import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'

import { renderComponent } from '~tests/render'
import { answer, json, problem } from '~tests/server'

import { ConfirmationDialog } from './confirmation-dialog'

const askForMail = 'I have neither: send me a code by mail'

function open() {
  const answers: boolean[] = []
  const page = renderComponent(<ConfirmationDialog open onAnswer={(yes) => answers.push(yes)} />)
  return { ...page, answers }
}

test('who has neither a password nor a passkey confirms by a code in a mail', async () => {
  const sent: unknown[] = []
  const message = 'This code is wrong or too old.'
  answer({
    'POST /api/sessions/confirm/mail': () => json({ secret: 'secret of this browser' }, 202),
    'POST /api/sessions/confirm/code': ({ body }) => {
      sent.push(body)
      return sent.length === 1
        ? problem(400, 'code_wrong', message, [{ field: 'code', message }])
        : new Response(null, { status: 204 })
    },
  })
  const { user, answers } = open()
  await user.click(screen.getByRole('button', { name: askForMail }))
  const code = await screen.findByLabelText('Code')
  expect(code).toHaveAttribute('autocomplete', 'one-time-code')
  await user.type(code, '654321')
  await user.click(screen.getByRole('button', { name: 'Confirm' }))
  await waitFor(() => expect(screen.getByLabelText('Code')).toHaveAccessibleDescription(new RegExp(message)))
  expect(answers).toEqual([])
  await user.clear(screen.getByLabelText('Code'))
  await user.type(screen.getByLabelText('Code'), '123456')
  await user.click(screen.getByRole('button', { name: 'Confirm' }))
  await waitFor(() => expect(answers).toEqual([true]))
  expect(sent[1]).toEqual({ secret: 'secret of this browser', code: '123456' })
})

test('who has one of them is told to use it', async () => {
  const message = 'Use your password or a passkey.'
  answer({ 'POST /api/sessions/confirm/mail': () => problem(403, 'better_way_known', message) })
  const { user } = open()
  await user.click(screen.getByRole('button', { name: askForMail }))
  expect(await screen.findByText(message)).toBeVisible()
  expect(screen.getByLabelText('Your password')).toBeVisible()
})

test.each(['Escape', 'Cancel'])('%s is a no', async (way) => {
  const { user, answers } = open()
  if (way === 'Escape') await user.keyboard('{Escape}')
  else await user.click(screen.getByRole('button', { name: way }))
  expect(answers).toEqual([false])
})
