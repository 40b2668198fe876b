import { expect, test } from 'vitest'

import { features } from './features'
import { homePath, navigationEntries } from './utils/navigation'

test('every entry of the navigation leads to a page of its feature', () => {
  for (const { navigation, signedInPages } of features) {
    const pages = (signedInPages ?? []).map(({ path }) => `/${path}`)
    for (const { path } of navigation ?? []) expect(pages).toContain(path)
  }
})

test('a person who signs in lands on the first entry of the navigation', () => {
  expect(homePath()).toBe(navigationEntries()[0]?.path)
})

test('no two pages share a path', () => {
  const paths = features.flatMap(({ publicPages = [], signedInPages = [] }) =>
    [...publicPages, ...signedInPages].map(({ path }) => path),
  )
  expect(new Set(paths).size).toBe(paths.length)
})
