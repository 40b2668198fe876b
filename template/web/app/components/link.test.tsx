import { act, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { href } from '~/lib/href'
import { renderComponent } from '~tests/render'

import { Link } from './link'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function open() {
  const preload = vi.fn<() => void>()
  renderComponent(
    <Link to={href('/account')} preload={preload}>
      Account
    </Link>,
  )
  return { preload, link: screen.getByRole('link', { name: 'Account' }) }
}

const wait = () => act(() => vi.advanceTimersByTimeAsync(200))

test('what a page shows is loaded once a pointer rests on its link', async () => {
  const { preload, link } = open()
  fireEvent.pointerEnter(link)
  await wait()
  expect(preload).toHaveBeenCalledOnce()
})

test('so it is for the focus of a keyboard', async () => {
  const { preload, link } = open()
  fireEvent.focus(link)
  await wait()
  expect(preload).toHaveBeenCalledOnce()
})

test('a pointer that passes over loads nothing', async () => {
  const { preload, link } = open()
  fireEvent.pointerEnter(link)
  fireEvent.pointerLeave(link)
  await wait()
  expect(preload).not.toHaveBeenCalled()
})
