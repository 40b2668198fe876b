import { screen, waitFor, within } from '@testing-library/react'
import { QueryClientProvider } from '@tanstack/react-query'
import { expect, test } from 'vitest'

import { queryClient } from '~/configuration/query-client'
import { renderComponent } from '~tests/render'
import { answerSignOut } from '~tests/sign-out'

import { PaletteButton, useCommandPalette } from './palette-button'

function Frame() {
  const { show, palette } = useCommandPalette()
  return (
    <QueryClientProvider client={queryClient}>
      <PaletteButton onShow={show} />
      <PaletteButton compact onShow={show} />
      <input aria-label="Something else" />
      {palette}
    </QueryClientProvider>
  )
}

async function open() {
  const page = renderComponent(<Frame />)
  screen.getByLabelText('Something else').focus()
  await page.user.keyboard('{Control>}k{/Control}')
  await screen.findByRole('dialog', { name: 'Commands' })
  return page
}

const search = () => screen.getByRole('combobox', { name: 'What do you want to do?' })
const options = () => screen.queryAllByRole('option').map((option) => option.textContent)

function active() {
  return document.getElementById(search().getAttribute('aria-activedescendant') ?? '')?.textContent
}

test('opens by its keys, and closes by them; the focus is back where it was', async () => {
  const { user } = await open()
  expect(search()).toHaveFocus()
  await user.keyboard('{Control>}k{/Control}')
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  await waitFor(() => expect(screen.getByLabelText('Something else')).toHaveFocus())
})

test('opens by its button, and closes by Escape', async () => {
  const { user } = renderComponent(<Frame />)
  await user.click(screen.getAllByRole('button', { name: /Commands/ })[0]!)
  await screen.findByRole('dialog', { name: 'Commands' })
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
})

test('the focus does not leave it, and what is behind it is out of reach', async () => {
  const { user } = await open()
  expect(screen.queryByRole('textbox', { name: 'Something else' })).not.toBeInTheDocument()
  for (const shift of [false, false, true, true]) {
    await user.tab({ shift })
    expect(screen.getByRole('dialog').contains(document.activeElement)).toBe(true)
  }
})

test('finds by any words, in any order, and says how many there are', async () => {
  const { user } = await open()
  await user.type(search(), 'theme DÁRK')
  expect(options()).toEqual(['Dark theme'])
  expect(within(screen.getByRole('dialog')).getByRole('status')).toHaveTextContent('1 command')
  await user.type(search(), ' zebra')
  expect(options()).toEqual([])
  expect(screen.getByText('No command matches.')).toBeVisible()
  await user.keyboard('{Enter}')
  expect(screen.getByRole('dialog')).toBeVisible()
})

test('the arrow keys walk round through what was found, and Enter does it', async () => {
  const { user } = await open()
  await user.type(search(), 'theme')
  expect(active()).toBe('System theme')
  await user.keyboard('{ArrowDown}{ArrowDown}')
  expect(active()).toBe('Dark theme')
  await user.keyboard('{ArrowDown}')
  expect(active()).toBe('System theme')
  await user.keyboard('{ArrowUp}')
  expect(active()).toBe('Dark theme')
  await user.keyboard('{PageUp}')
  expect(active()).toBe('System theme')
  await user.keyboard('{PageDown}{Enter}')
  expect(document.documentElement).toHaveClass('dark')
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  await waitFor(() => expect(screen.getByLabelText('Something else')).toHaveFocus())
})

test('leads to pages', async () => {
  const page = await open()
  await page.user.type(search(), 'appearance go')
  await page.user.click(screen.getByRole('option', { name: 'Appearance' }))
  expect(page.address()).toBe('/settings/appearance')
})

test('signs out', async () => {
  let left = false
  answerSignOut(() => {
    left = true
    return new Response(null, { status: 204 })
  })
  const { user } = await open()
  await user.type(search(), 'sign out{Enter}')
  await waitFor(() => expect(left).toBe(true))
})
