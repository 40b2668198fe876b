import { expect, test } from 'vitest'

import { features } from './features'
import { homePath, navigationEntries } from './utils/navigation'

test('every entry of the navigation and of the palette leads to a page of its feature, or to the settings', () => {
  for (const { navigation = [], commands = [], signedInPages = [] } of features) {
    const pages = ['/settings', ...signedInPages.map(({ path }) => `/${path}`)]
    for (const { path } of [...navigation, ...commands]) expect(pages).toContain(path)
  }
})

test('every page of the settings stands in their area', () => {
  for (const { settingsPages = [] } of features) {
    for (const { path } of settingsPages) expect(path).toMatch(/^settings\/[a-z-]+$/)
  }
})

test('a person who signs in lands on the first entry of the navigation', () => {
  expect(homePath()).toBe(navigationEntries()[0]?.path)
})

test('no two pages share a path', () => {
  const paths = features.flatMap(({ publicPages = [], signedInPages = [], settingsPages = [] }) =>
    [...publicPages, ...signedInPages, ...settingsPages].map(({ path }) => path),
  )
  expect(new Set(paths).size).toBe(paths.length)
})
