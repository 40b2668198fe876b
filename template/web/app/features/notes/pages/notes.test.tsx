import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'

import { renderPages } from '~tests/render'
import { answer, json, pending, problem } from '~tests/server'

import { makeNote, makeNotePage } from '../tests/factories'
import NotesPage from './notes'

function open(address = '/notes') {
  return renderPages([{ path: '/notes', Component: NotesPage }], address)
}

/** Answers the list by its query, and tells what was asked. */
function answerList(pageFor: (query: URLSearchParams) => ReturnType<typeof makeNotePage>) {
  const asked: Record<string, string>[] = []
  answer({
    'GET /api/notes': ({ url }) => {
      asked.push(Object.fromEntries(url.searchParams))
      return json(pageFor(url.searchParams))
    },
  })
  return asked
}

test('while loading, says so', () => {
  answer({ 'GET /api/notes': pending })
  open()
  expect(screen.getByRole('status', { name: 'Loading your notes' })).toBeVisible()
})

test('shows the first 25, the last edited first', async () => {
  const asked = answerList(() => makeNotePage([makeNote({ title: 'Milk' }), makeNote({ title: 'Bread' })]))
  open()
  expect(await screen.findByRole('link', { name: 'Milk' })).toBeVisible()
  expect(screen.getAllByRole('listitem')).toHaveLength(2)
  expect(asked).toEqual([{ order: '-updated_at', size: '25' }])
  expect(screen.queryByRole('navigation', { name: 'Pages' })).not.toBeInTheDocument()
})

test('without any note, invites to write one', async () => {
  answerList(() => makeNotePage([]))
  open()
  expect(await screen.findByRole('heading', { name: 'Write your first note' })).toBeVisible()
})

test('a failure is said, and asking again helps', async () => {
  answer({ 'GET /api/notes': () => problem(503, 'unavailable', 'Back in a minute.') })
  const { user } = open()
  expect(await screen.findByText('Back in a minute.')).toBeVisible()
  answerList(() => makeNotePage([makeNote({ title: 'Milk' })]))
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('link', { name: 'Milk' })).toBeVisible()
})

test('a list that cannot be refreshed stays, and says that it may be out of date', async () => {
  answerList(() => makeNotePage([makeNote({ title: 'Milk' })]))
  const { queryClient } = open()
  await screen.findByRole('link', { name: 'Milk' })
  answer({ 'GET /api/notes': () => problem(503, 'unavailable', 'Back in a minute.') })
  await queryClient.invalidateQueries()
  expect(await screen.findByText(/may be out of date\. Back in a minute\./)).toBeVisible()
  expect(screen.getByRole('link', { name: 'Milk' })).toBeVisible()
})

test('searching asks once the typing pauses, and stands in the address', async () => {
  const asked = answerList((query) =>
    makeNotePage([makeNote({ title: query.get('search') === 'oak' ? 'Oak' : 'Milk' })]),
  )
  const page = open('/notes?cursor=third-page')
  await screen.findByRole('link', { name: 'Milk' })
  await page.user.type(screen.getByRole('searchbox'), 'oak ')
  expect(await screen.findByRole('link', { name: 'Oak' })).toBeVisible()
  expect(page.address()).toBe('/notes?search=oak')
  expect(asked.map(({ search }) => search)).toEqual([undefined, 'oak'])
})

test('a search without a match says what was sought, and can be cleared', async () => {
  answerList((query) => makeNotePage(query.has('search') ? [] : [makeNote({ title: 'Milk' })]))
  const page = open('/notes?search=zebra')
  expect(await screen.findByText(/“zebra”/)).toBeVisible()
  expect(screen.getByRole('searchbox')).toHaveValue('zebra')
  await page.user.click(screen.getByRole('button', { name: 'Show all notes' }))
  expect(await screen.findByRole('link', { name: 'Milk' })).toBeVisible()
  expect(page.address()).toBe('/notes')
  expect(screen.getByRole('searchbox')).toHaveValue('')
})

test('the order is asked of the server and stands in the address', async () => {
  const asked = answerList(() => makeNotePage([makeNote()]))
  const page = open('/notes?search=a&cursor=second')
  await screen.findByRole('listitem')
  await page.user.selectOptions(screen.getByLabelText('Order'), 'Title, A to Z')
  await waitFor(() => expect(page.address()).toBe('/notes?search=a&order=title'))
  await waitFor(() => expect(asked.at(-1)).toEqual({ search: 'a', order: 'title', size: '25' }))
})

test('an order chosen before the address has followed a cleared search does not bring the search back', async () => {
  const asked = answerList(() => makeNotePage([makeNote({ title: 'Milk' })]))
  // The address follows after a moment, as it does when the page's code has still to arrive.
  const loader = () => new Promise((resolve) => setTimeout(() => resolve(null), 50))
  const page = renderPages([{ path: '/notes', Component: NotesPage, loader }], '/notes?search=milk')
  await screen.findByRole('link', { name: 'Milk' })

  act(() => {
    screen.getByRole('button', { name: 'Clear the search' }).click()
    fireEvent.change(screen.getByRole('combobox', { name: 'Order' }), { target: { value: 'title' } })
  })

  await waitFor(() => expect(page.address()).toBe('/notes?order=title'))
  await waitFor(() => expect(asked.at(-1)).toEqual({ order: 'title', size: '25' }))
  expect(asked.filter(({ search, order }) => search === 'milk' && order === 'title')).toEqual([])
})

test('an order that does not exist in the address becomes the usual one', async () => {
  const asked = answerList(() => makeNotePage([makeNote()]))
  open('/notes?order=colour')
  await screen.findByRole('listitem')
  expect(asked).toEqual([{ order: '-updated_at', size: '25' }])
})

test('pages follow the cursors of the server, keep the search, and go back', async () => {
  const pages: Record<string, ReturnType<typeof makeNotePage>> = {
    '': makeNotePage([makeNote({ title: 'Row 1' })], { next_cursor: 'second' }),
    second: makeNotePage([makeNote({ title: 'Row 26' })], { next_cursor: 'third', previous_cursor: 'first' }),
    first: makeNotePage([makeNote({ title: 'Row 1' })], { next_cursor: 'second' }),
  }
  answerList((query) => pages[query.get('cursor') ?? ''] ?? makeNotePage([]))
  const page = open('/notes?search=row&order=title')
  await screen.findByRole('link', { name: 'Row 1' })
  expect(screen.getByRole('button', { name: 'Previous' })).toBeDisabled()
  await page.user.click(screen.getByRole('link', { name: 'Next' }))
  expect(await screen.findByRole('link', { name: 'Row 26' })).toBeVisible()
  expect(page.address()).toBe('/notes?search=row&order=title&cursor=second')
  await page.user.click(screen.getByRole('link', { name: 'Previous' }))
  expect(await screen.findByRole('link', { name: 'Row 1' })).toBeVisible()
})

test('a page that was emptied leads to the first one', async () => {
  answerList((query) => makeNotePage(query.has('cursor') ? [] : [makeNote({ title: 'Milk' })]))
  const { user } = open('/notes?cursor=gone')
  await user.click(await screen.findByRole('link', { name: 'Go to the first page' }))
  expect(await screen.findByRole('link', { name: 'Milk' })).toBeVisible()
})

test('a cursor that the server refuses leads to the first page', async () => {
  answer({ 'GET /api/notes': () => problem(422, 'validation_failed', 'This cursor is not valid.') })
  open('/notes?cursor=nonsense')
  expect(await screen.findByText('This cursor is not valid.')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Start from the first page' })).toHaveAttribute('href', '/notes')
})

async function askToDelete({ user }: ReturnType<typeof open>) {
  await user.click(await screen.findByRole('button', { name: 'Actions for “Milk”' }))
  await user.click(screen.getByRole('menuitem', { name: 'Delete…' }))
  await screen.findByRole('alertdialog', { name: 'Delete this note?' })
}

test('deleting asks first, and then the list follows', async () => {
  const milk = makeNote({ title: 'Milk' })
  let notes = [milk, makeNote({ title: 'Bread' })]
  answerList(() => makeNotePage(notes))
  answer({
    [`DELETE /api/notes/${milk.id}`]: () => {
      notes = notes.slice(1)
      return new Response(null, { status: 204 })
    },
  })
  const page = open()
  await askToDelete(page)
  await page.user.click(screen.getByRole('button', { name: 'Delete' }))
  await waitFor(() => expect(screen.queryByRole('link', { name: 'Milk' })).not.toBeInTheDocument())
  expect(screen.getByRole('link', { name: 'Bread' })).toBeVisible()
  expect(screen.getByText('The note is deleted.')).toBeVisible()
})

test('a deletion that is not confirmed deletes nothing', async () => {
  answerList(() => makeNotePage([makeNote({ title: 'Milk' })]))
  const page = open()
  await askToDelete(page)
  await page.user.click(screen.getByRole('button', { name: 'Cancel' }))
  await waitFor(() => expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument())
  expect(screen.getByRole('link', { name: 'Milk' })).toBeVisible()
})

test('a deletion that fails is said, and the note stays', async () => {
  const milk = makeNote({ title: 'Milk' })
  answerList(() => makeNotePage([milk]))
  answer({ [`DELETE /api/notes/${milk.id}`]: () => problem(503, 'unavailable', 'Back in a minute.') })
  const page = open()
  await askToDelete(page)
  await page.user.click(screen.getByRole('button', { name: 'Delete' }))
  expect(await screen.findByText('Back in a minute.')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Milk' })).toBeInTheDocument()
})
