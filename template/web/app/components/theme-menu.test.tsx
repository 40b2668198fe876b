import { act, screen } from '@testing-library/react'
import { expect, test } from 'vitest'

import { themeScript } from '~/lib/theme'
import { setDarkSystem } from '~tests/browser'
import { renderComponent } from '~tests/render'

import { ThemeMenu } from './theme-menu'

const isDark = () => document.documentElement.classList.contains('dark')

/** What the head of the page does before anything else. */
function openPage() {
  document.documentElement.className = ''
  const script = document.createElement('script')
  script.textContent = themeScript
  document.head.append(script)
  script.remove()
}

function open() {
  return renderComponent(<ThemeMenu />).user
}

async function choose(user: ReturnType<typeof open>, label: string) {
  await user.click(screen.getByRole('button', { name: 'Theme' }))
  await user.click(await screen.findByRole('menuitemradio', { name: label }))
}

test('a page follows the system until something is chosen', () => {
  openPage()
  expect(isDark()).toBe(false)
  setDarkSystem(true)
  openPage()
  expect(isDark()).toBe(true)
})

test('a choice holds at once, and on the next visit', async () => {
  await choose(open(), 'Dark')
  expect(isDark()).toBe(true)
  openPage()
  expect(isDark()).toBe(true)
})

test('light stays light on a dark system', async () => {
  setDarkSystem(true)
  openPage()
  await choose(open(), 'Light')
  expect(isDark()).toBe(false)
  openPage()
  expect(isDark()).toBe(false)
})

test('going back to the system follows it again, as it changes', async () => {
  const user = open()
  await choose(user, 'Dark')
  await choose(user, 'System')
  expect(isDark()).toBe(false)
  act(() => setDarkSystem(true))
  expect(isDark()).toBe(true)
})

test('a value that nobody could have chosen counts as the system', () => {
  localStorage.setItem('theme', 'purple')
  openPage()
  expect(isDark()).toBe(false)
})
