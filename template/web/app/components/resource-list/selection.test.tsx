import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'

import { answer, pending } from '~tests/server'

import { answerTrees, elm, felled, fir, oak, openTrees, pageOf, yew } from './tests/trees'

async function openFour() {
  answerTrees(() => pageOf([oak, elm, fir, yew]))
  const page = openTrees()
  await screen.findByRole('table', { name: 'Trees' })
  return page
}

const checkbox = (name: string) => screen.getByRole('checkbox', { name: `Select “${name}”` })
const bar = () => screen.queryByRole('region', { name: 'Selection' })

test('selected rows are counted, said, and handed to what is done with them', async () => {
  const { user } = await openFour()
  expect(bar()).not.toBeInTheDocument()
  await user.click(checkbox('Elm'))
  expect(screen.getByRole('status')).toHaveTextContent('1 tree selected')
  await user.click(checkbox('Yew'))
  expect(screen.getByRole('status')).toHaveTextContent('2 trees selected')
  expect(screen.getByRole('row', { name: /Elm/ })).toHaveAttribute('aria-selected', 'true')
  await user.click(screen.getByRole('button', { name: 'Fell' }))
  expect(felled).toEqual(['Elm', 'Yew'])
  expect(bar()).not.toBeInTheDocument()
  expect(document.body).not.toHaveFocus()
})

test('Shift selects everything between two presses, and takes it back', async () => {
  const { user } = await openFour()
  await user.click(checkbox('Oak'))
  await user.keyboard('{Shift>}')
  await user.click(checkbox('Fir'))
  await user.keyboard('{/Shift}')
  expect(['Oak', 'Elm', 'Fir', 'Yew'].map((name) => checkbox(name))).toEqual([
    expect.toSatisfy(isChecked),
    expect.toSatisfy(isChecked),
    expect.toSatisfy(isChecked),
    expect.not.toSatisfy(isChecked),
  ])
})

function isChecked(element: unknown) {
  return element instanceof HTMLInputElement && element.checked
}

test('the whole page is selected from its head, which shows when it is only a part', async () => {
  const { user } = await openFour()
  const all = screen.getByRole('checkbox', { name: 'Select all trees on this page' })
  await user.click(checkbox('Oak'))
  expect(all).toBePartiallyChecked()
  await user.click(all)
  expect(screen.getByRole('status')).toHaveTextContent('4 trees selected')
  await user.click(all)
  expect(bar()).not.toBeInTheDocument()
})

test('keys walk through the rows, select the page, and take the selection back', async () => {
  const { user } = await openFour()
  checkbox('Oak').focus()
  await user.keyboard('{ArrowDown} {ArrowDown}')
  expect(checkbox('Fir')).toHaveFocus()
  expect(checkbox('Elm')).toBeChecked()
  await user.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}')
  expect(checkbox('Oak')).toHaveFocus()
  await user.keyboard('{Control>}a{/Control}')
  expect(screen.getByRole('status')).toHaveTextContent('4 trees selected')
  await user.keyboard('{Escape}')
  expect(bar()).not.toBeInTheDocument()
  await user.tab()
  expect(screen.getByRole('link', { name: 'Oak' })).toHaveFocus()
  await user.keyboard('{ArrowDown}')
  expect(screen.getByRole('link', { name: 'Elm' })).toHaveFocus()
})

test('another page begins with nothing selected', async () => {
  answerTrees((query) =>
    query.has('cursor') ? pageOf([oak, fir]) : pageOf([oak, elm], { next_cursor: 'second' }),
  )
  const { user } = openTrees()
  await user.click(await screen.findByRole('checkbox', { name: 'Select “Oak”' }))
  await user.click(screen.getByRole('link', { name: 'Next' }))
  expect(await screen.findByRole('link', { name: 'Fir' })).toBeVisible()
  expect(bar()).not.toBeInTheDocument()
})

test('a row that has gone in the meantime is not among the selected ones', async () => {
  let trees = [oak, elm]
  answerTrees(() => pageOf(trees))
  const { user, queryClient } = openTrees()
  await user.click(await screen.findByRole('checkbox', { name: 'Select all trees on this page' }))
  trees = [elm]
  await queryClient.invalidateQueries()
  await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('1 tree selected'))
  await user.click(within(bar()!).getByRole('button', { name: 'Fell' }))
  expect(felled).toEqual(['Elm'])
})

test('a page whose rows were all deleted is not said to be empty while the next ones are on their way', async () => {
  answerTrees(() => pageOf([oak], { next_cursor: 'second' }))
  const { queryClient } = openTrees()
  await screen.findByRole('link', { name: 'Oak' })
  answer({ 'GET /api/trees': pending })
  queryClient.setQueriesData({ queryKey: ['trees'] }, pageOf([], { next_cursor: 'second' }))
  void queryClient.invalidateQueries()
  expect(await screen.findByRole('status', { name: 'Loading trees' })).toBeVisible()
  expect(screen.queryByText('Plant your first tree')).not.toBeInTheDocument()
})
