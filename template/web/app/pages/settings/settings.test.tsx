import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'

import { settingsEntries } from '~/utils/settings'
import { renderPages } from '~tests/render'

import AppearancePage from './appearance'
import FirstSettingsPage, { clientLoader } from './first'
import SettingsLayout from './settings'

function open(address: string) {
  return renderPages(
    [
      {
        Component: SettingsLayout,
        children: [
          { path: '/settings', Component: FirstSettingsPage, loader: clientLoader },
          { path: '/settings/profile', Component: () => <h2>Profile of a test</h2> },
          { path: '/settings/appearance', Component: AppearancePage },
        ],
      },
    ],
    address,
  )
}

test('the area begins with its first page', async () => {
  const page = open('/settings')
  await waitFor(() => expect(page.address()).toBe(settingsEntries()[0]?.to))
})

test('its navigation tells where one is, and leads on', async () => {
  const page = open('/settings/profile')
  expect(await screen.findByRole('link', { name: 'Profile' })).toHaveAttribute('aria-current', 'page')
  await page.user.click(screen.getByRole('link', { name: 'Appearance' }))
  expect(page.address()).toBe('/settings/appearance')
  expect(screen.getByRole('link', { name: 'Appearance' })).toHaveAttribute('aria-current', 'page')
})

test('the theme is chosen here', async () => {
  const { user } = open('/settings/appearance')
  await user.click(await screen.findByRole('radio', { name: 'Dark' }))
  expect(document.documentElement).toHaveClass('dark')
  expect(screen.getByRole('radio', { name: 'Dark' })).toBeChecked()
})
