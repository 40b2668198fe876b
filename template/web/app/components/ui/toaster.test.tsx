import { act, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { showToast } from '~/lib/toasts'
import { renderComponent } from '~tests/render'

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }))
afterEach(() => void vi.useRealTimers())

function open() {
  return renderComponent(<p>The page</p>).user
}

function say(...toast: Parameters<typeof showToast>) {
  act(() => showToast(...toast))
}

const pass = (seconds: number) => act(() => vi.advanceTimersByTimeAsync(seconds * 1000))
const toast = (text: string) =>
  screen.queryAllByRole('listitem').find((item) => item.textContent.includes(text))

test('a toast goes by itself, and can be dismissed before that', async () => {
  const user = open()
  say('success', 'The tree is planted.')
  expect(toast('The tree is planted.')).toBeVisible()
  await pass(5)
  expect(toast('The tree is planted.')).toBeUndefined()
  say('success', 'The tree is watered.')
  await user.click(screen.getByRole('button', { name: 'Dismiss' }))
  expect(toast('The tree is watered.')).toBeUndefined()
})

test('it stays while the pointer is on it', async () => {
  open()
  say('success', 'The tree is planted.')
  fireEvent.pointerMove(toast('The tree is planted.')!)
  await pass(60)
  expect(toast('The tree is planted.')).toBeVisible()
  fireEvent.pointerLeave(screen.getByRole('region', { name: /Notifications/ }))
  await pass(5)
  expect(toast('The tree is planted.')).toBeUndefined()
})

test('F8 brings the focus to it, where it stays and its action can be reached', async () => {
  const user = open()
  let undone = 0
  say('success', 'The tree is felled.', { label: 'Undo', run: () => (undone += 1) })
  await user.keyboard('[F8]')
  await pass(60)
  await user.tab()
  await user.tab()
  expect(screen.getByRole('button', { name: 'Undo' })).toHaveFocus()
  await user.keyboard('{Enter}')
  expect(undone).toBe(1)
  expect(toast('The tree is felled.')).toBeUndefined()
})

test('what can be acted upon stays longer', async () => {
  open()
  say('success', 'The tree is felled.', { label: 'Undo', run: () => {} })
  await pass(8)
  expect(toast('The tree is felled.')).toBeVisible()
  await pass(2)
  expect(toast('The tree is felled.')).toBeUndefined()
})

test('more than three are not shown at once: the oldest gives way', () => {
  open()
  for (const text of ['One', 'Two', 'Three', 'Four']) say('success', text)
  expect(screen.getAllByRole('listitem')).toHaveLength(3)
  expect(toast('One')).toBeUndefined()
  expect(toast('Four')).toBeVisible()
})

test('screen readers are told at once of a failure, and of a success when there is time', async () => {
  open()
  say('failure', 'The tree could not be planted.')
  say('success', 'The tree is watered.')
  await pass(0.5)
  const told = screen.getAllByRole('status').map((region) => [region.textContent, region.ariaLive])
  expect(told).toContainEqual([expect.stringContaining('could not be planted'), 'assertive'])
  expect(told).toContainEqual([expect.stringContaining('is watered'), 'polite'])
})
