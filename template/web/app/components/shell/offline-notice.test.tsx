import { act, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'

import { renderComponent } from '~tests/render'

import { OfflineNotice } from './offline-notice'

function setNetwork(online: boolean) {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(online)
  act(() => void window.dispatchEvent(new Event(online ? 'online' : 'offline')))
}

test('who has no network is told so, until it is back', () => {
  renderComponent(<OfflineNotice />)
  expect(screen.getByRole('status')).toBeEmptyDOMElement()
  setNetwork(false)
  expect(screen.getByText(/You are offline\./)).toBeVisible()
  setNetwork(true)
  expect(screen.getByRole('status')).toBeEmptyDOMElement()
})
