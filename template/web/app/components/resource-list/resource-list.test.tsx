import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'

import { renderPages } from '~tests/render'
import { answer, pending, problem } from '~tests/server'

import { answerTrees, elm, oak, openTrees, pageOf, TreesPage } from './tests/trees'

afterEach(() => vi.useRealTimers())

test('while loading, says so', () => {
  answer({ 'GET /api/trees': pending })
  openTrees()
  expect(screen.getByRole('status', { name: 'Loading trees' })).toBeVisible()
})

test('asks for the first page in the usual order, which its column tells', async () => {
  const asked = answerTrees(() => pageOf([oak, elm]))
  openTrees()
  expect(await screen.findByRole('row', { name: /Oak 20 m/ })).toBeVisible()
  expect(asked).toEqual([{ order: 'name', size: '25' }])
  expect(screen.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending')
  expect(screen.getByRole('columnheader', { name: 'Height' })).not.toHaveAttribute('aria-sort')
})

test('a column head orders the list, turns it round, and stands in the address', async () => {
  const asked = answerTrees(() => pageOf([oak]))
  const page = openTrees('/trees?cursor=second')
  await page.user.click(await screen.findByRole('button', { name: 'Height' }))
  await waitFor(() => expect(page.address()).toBe('/trees?order=-height'))
  expect(screen.getByRole('columnheader', { name: 'Height' })).toHaveAttribute('aria-sort', 'descending')
  await page.user.click(screen.getByRole('button', { name: 'Height' }))
  await waitFor(() => expect(page.address()).toBe('/trees?order=height'))
  await waitFor(() => expect(asked.at(-1)).toEqual({ order: 'height', size: '25' }))
})

test('without column heads, the order is chosen from a list', async () => {
  answerTrees(() => pageOf([oak]))
  const page = openTrees()
  await page.user.selectOptions(screen.getByLabelText('Order'), 'Tallest')
  await waitFor(() => expect(page.address()).toBe('/trees?order=-height'))
})

test('a filter narrows the list together with the search, and both are cleared at once', async () => {
  const asked = answerTrees((query) => pageOf(query.has('leaf') ? [] : [oak]))
  const page = openTrees('/trees?search=a')
  await page.user.selectOptions(screen.getByLabelText('Leaf'), 'Needles')
  await waitFor(() =>
    expect(asked.at(-1)).toEqual({ order: 'name', size: '25', search: 'a', leaf: 'needle' }),
  )
  expect(page.address()).toBe('/trees?search=a&leaf=needle')
  expect(await screen.findByRole('heading', { name: 'No tree matches' })).toBeVisible()
  await page.user.click(screen.getByRole('button', { name: 'Show all trees' }))
  expect(await screen.findByRole('link', { name: 'Oak' })).toBeVisible()
  expect(page.address()).toBe('/trees')
})

test('an order or a choice that does not exist in the address becomes the usual one', async () => {
  const asked = answerTrees(() => pageOf([oak]))
  openTrees('/trees?order=colour&leaf=paper')
  await screen.findByRole('link', { name: 'Oak' })
  expect(asked).toEqual([{ order: 'name', size: '25' }])
})

test('without anything in it, the list says what its resource wants to say', async () => {
  answerTrees(() => pageOf([]))
  openTrees()
  expect(await screen.findByText('Plant your first tree')).toBeVisible()
  expect(screen.queryByRole('searchbox')).not.toBeInTheDocument()
})

test('after a search that found nothing was cleared, the field stays and nothing is said before the answer is here', async () => {
  answerTrees(() => pageOf([]))
  const { user } = openTrees('/trees?search=zebra')
  await screen.findByText(/“zebra”/)
  answer({ 'GET /api/trees': pending })
  await user.click(screen.getByRole('button', { name: 'Clear the search' }))
  expect(await screen.findByRole('status', { name: 'Loading trees' })).toBeVisible()
  expect(screen.getByRole('searchbox')).toHaveValue('')
  expect(screen.queryByText('Plant your first tree')).not.toBeInTheDocument()
})

test('a failure is said, and asking again helps', async () => {
  answer({ 'GET /api/trees': () => problem(503, 'unavailable', 'Back in a minute.') })
  const { user } = openTrees()
  expect(await screen.findByText('Back in a minute.')).toBeVisible()
  answerTrees(() => pageOf([oak]))
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('link', { name: 'Oak' })).toBeVisible()
})

test('a row leads back to the list as it was left', async () => {
  answerTrees(() => pageOf([oak]))
  const page = openTrees('/trees?search=oak&leaf=broad')
  await page.user.click(await screen.findByRole('link', { name: 'Oak' }))
  await page.user.click(await screen.findByRole('link', { name: 'Trees' }))
  await waitFor(() => expect(page.address()).toBe('/trees?search=oak&leaf=broad'))
})

test('a list that cannot be refreshed stays, and says that it may be out of date', async () => {
  answerTrees(() => pageOf([oak]))
  const { queryClient } = openTrees()
  await screen.findByRole('link', { name: 'Oak' })
  answer({ 'GET /api/trees': () => problem(503, 'unavailable', 'Back in a minute.') })
  await queryClient.invalidateQueries()
  expect(await screen.findByText(/may be out of date\. Back in a minute\./)).toBeVisible()
  expect(screen.getByRole('link', { name: 'Oak' })).toBeVisible()
})

test('searching asks once the typing pauses, and stands in the address', async () => {
  const asked = answerTrees((query) => pageOf([query.get('search') === 'elm' ? elm : oak]))
  const page = openTrees('/trees?cursor=third-page')
  await screen.findByRole('link', { name: 'Oak' })
  await page.user.type(screen.getByRole('searchbox'), 'elm ')
  expect(await screen.findByRole('link', { name: 'Elm' })).toBeVisible()
  expect(page.address()).toBe('/trees?search=elm')
  expect(asked.map(({ search }) => search)).toEqual([undefined, 'elm'])
})

test('whoever presses a row while a search waits for the typing to pause comes to that row', async () => {
  answerTrees(() => pageOf([oak]))
  let arrive: (nothing: null) => void = () => {}
  const page = openTrees('/trees', new Promise<null>((resolve) => (arrive = resolve)))
  const row = await screen.findByRole('link', { name: 'Oak' })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'oak' } })
  await act(async () => fireEvent.click(row))
  await act(async () => vi.advanceTimersByTime(1000))
  vi.useRealTimers()
  arrive(null)
  await waitFor(() => expect(page.address()).toBe('/trees/tree_1'))
})

test('a search without a match says what was sought, and can be cleared', async () => {
  answerTrees((query) => pageOf(query.has('search') ? [] : [oak]))
  const page = openTrees('/trees?search=zebra')
  expect(await screen.findByText(/“zebra”/)).toBeVisible()
  expect(screen.getByRole('searchbox')).toHaveValue('zebra')
  await page.user.click(screen.getByRole('button', { name: 'Show all trees' }))
  expect(await screen.findByRole('link', { name: 'Oak' })).toBeVisible()
  expect(page.address()).toBe('/trees')
  expect(screen.getByRole('searchbox')).toHaveValue('')
})

test('an order chosen before the address has followed a cleared search does not bring the search back', async () => {
  const asked = answerTrees(() => pageOf([oak]))
  // The address follows after a moment, as it does when the page's code has still to arrive.
  const loader = () => new Promise((resolve) => setTimeout(() => resolve(null), 50))
  const page = renderPages([{ path: '/trees', Component: TreesPage, loader }], '/trees?search=oak')
  await screen.findByRole('link', { name: 'Oak' })

  act(() => {
    screen.getByRole('button', { name: 'Clear the search' }).click()
    fireEvent.change(screen.getByRole('combobox', { name: 'Order' }), { target: { value: '-height' } })
  })

  await waitFor(() => expect(page.address()).toBe('/trees?order=-height'))
  await waitFor(() => expect(asked.at(-1)).toEqual({ order: '-height', size: '25' }))
  expect(asked.filter(({ search, order }) => search === 'oak' && order === '-height')).toEqual([])
})

test('pages follow the cursors of the server, keep the search, and go back', async () => {
  const first = pageOf([oak], { next_cursor: 'second' })
  const second = pageOf([elm], { next_cursor: 'third', previous_cursor: 'first' })
  answerTrees((query) => (query.get('cursor') === 'second' ? second : first))
  const page = openTrees('/trees?search=row&order=-name')
  await screen.findByRole('link', { name: 'Oak' })
  expect(screen.getByRole('button', { name: 'Previous' })).toBeDisabled()
  await page.user.click(screen.getByRole('link', { name: 'Next' }))
  expect(await screen.findByRole('link', { name: 'Elm' })).toBeVisible()
  expect(page.address()).toBe('/trees?search=row&order=-name&cursor=second')
  await page.user.click(screen.getByRole('link', { name: 'Previous' }))
  expect(await screen.findByRole('link', { name: 'Oak' })).toBeVisible()
})

test('a page that was emptied leads to the first one', async () => {
  answerTrees((query) => pageOf(query.has('cursor') ? [] : [oak]))
  const { user } = openTrees('/trees?cursor=gone')
  await user.click(await screen.findByRole('link', { name: 'Go to the first page' }))
  expect(await screen.findByRole('link', { name: 'Oak' })).toBeVisible()
})

test('a cursor that the server refuses leads to the first page', async () => {
  answer({ 'GET /api/trees': () => problem(422, 'validation_failed', 'This cursor is not valid.') })
  openTrees('/trees?cursor=nonsense')
  expect(await screen.findByText('This cursor is not valid.')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Start from the first page' })).toHaveAttribute('href', '/trees')
})
