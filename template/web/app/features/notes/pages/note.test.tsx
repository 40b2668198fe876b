import { screen, waitFor } from '@testing-library/react'
import { Link } from 'react-router'
import { expect, test } from 'vitest'

import { zCreateNoteBody } from '~/generated/zod.gen'
import { setDraftOwner } from '~/lib/drafts'
import { renderPages } from '~tests/render'
import { answer, json, pending, problem } from '~tests/server'

import { makeNote, makeNotePage } from '../tests/factories'
import NewNotePage from './new-note'
import NotePage from './note'
import NotesPage from './notes'

const milk = makeNote({ title: 'Milk', body: 'Two bottles.' })

function open(address: string) {
  return renderPages(
    [
      { path: '/notes', Component: NotesPage },
      { path: '/notes/new', Component: NewNotePage },
      { path: '/notes/:noteId', Component: NotePage },
      { path: '/door', Component: () => <Link to={`/notes/${milk.id}`}>Open the note</Link> },
    ],
    address,
  )
}

test('a note is created, and stands in the list', async () => {
  const notes = [milk]
  answer({
    'GET /api/notes': () => json(makeNotePage(notes)),
    'POST /api/notes': ({ body }) => {
      const note = makeNote(zCreateNoteBody.parse(body))
      notes.unshift(note)
      return json(note, 201)
    },
  })
  const page = open('/notes/new')
  await waitFor(() => expect(screen.getByLabelText('Title')).toHaveFocus())
  await page.user.type(screen.getByLabelText('Title'), 'Bread')
  await page.user.type(screen.getByLabelText('Text'), 'With seeds.')
  await page.user.click(screen.getByRole('button', { name: 'Save note' }))
  expect(await screen.findByRole('link', { name: 'Bread' })).toBeVisible()
  expect(screen.getByText('With seeds.')).toBeVisible()
  expect(screen.getByText('The note is saved.')).toBeVisible()
})

test('a note without a title is not sent', async () => {
  const { user } = open('/notes/new')
  await user.click(screen.getByRole('button', { name: 'Save note' }))
  expect(screen.getByLabelText('Title')).toHaveAccessibleDescription('This is required.')
})

test("the server's word on the title stands at the title, and nothing typed is lost", async () => {
  const message = 'A note of this title exists.'
  answer({
    'POST /api/notes': () => problem(422, 'validation_failed', 'Check.', [{ field: 'title', message }]),
  })
  const { user } = open('/notes/new')
  await user.type(screen.getByLabelText('Title'), 'Milk')
  await user.click(screen.getByRole('button', { name: 'Save note' }))
  await waitFor(() => expect(screen.getByLabelText('Title')).toHaveAccessibleDescription(message))
  expect(screen.getByLabelText('Title')).toHaveValue('Milk')
})

test('editing from a searched list leads back to that list, which shows the change', async () => {
  let note = milk
  answer({
    'GET /api/notes': () => json(makeNotePage([note])),
    [`GET /api/notes/${milk.id}`]: () => json(note),
    [`PATCH /api/notes/${milk.id}`]: ({ body }) => {
      note = { ...note, ...zCreateNoteBody.parse(body) }
      return json(note)
    },
  })
  const page = open('/notes?search=mil&order=title')
  await page.user.click(await screen.findByRole('link', { name: 'Milk' }))
  expect(await screen.findByLabelText('Title')).toHaveValue('Milk')
  expect(screen.getByLabelText('Text')).toHaveValue('Two bottles.')
  await page.user.type(screen.getByLabelText('Title'), ' and honey')
  await page.user.click(screen.getByRole('button', { name: 'Save note' }))
  expect(await screen.findByRole('link', { name: 'Milk and honey' })).toBeVisible()
  expect(page.address()).toBe('/notes?search=mil&order=title')
})

test('leaving with unsaved words asks first', async () => {
  answer({ 'GET /api/notes': () => json(makeNotePage([milk])) })
  const page = open('/notes/new')
  await page.user.type(screen.getByLabelText('Title'), 'Half a thou')
  await page.user.click(screen.getByRole('link', { name: 'Cancel' }))
  await page.user.click(await screen.findByRole('button', { name: 'Stay' }))
  expect(page.address()).toBe('/notes/new')
  expect(screen.getByLabelText('Title')).toHaveValue('Half a thou')
  await page.user.click(screen.getByRole('link', { name: 'Cancel' }))
  await page.user.click(await screen.findByRole('button', { name: 'Leave' }))
  await waitFor(() => expect(page.address()).toBe('/notes'))
})

test('words that were not saved are offered when the note is written again', async () => {
  setDraftOwner('user_ada')
  answer({ 'GET /api/notes': () => json(makeNotePage([])) })
  const page = open('/notes/new')
  await page.user.type(screen.getByLabelText('Text'), 'Half a thought')
  await page.user.click(screen.getByRole('link', { name: 'Cancel' }))
  await page.user.click(await screen.findByRole('button', { name: 'Leave' }))
  await page.user.click((await screen.findAllByRole('link', { name: 'New note' }))[0]!)
  await page.user.click(await screen.findByRole('button', { name: 'Continue with it' }))
  expect(screen.getByLabelText('Text')).toHaveValue('Half a thought')
  setDraftOwner(null)
})

test('deleting an open note leads to the list, and can be undone there', async () => {
  let notes = [milk]
  answer({
    'GET /api/notes': () => json(makeNotePage(notes)),
    [`GET /api/notes/${milk.id}`]: () => json(milk),
    'POST /api/notes/delete': () => {
      notes = []
      return json({ ids: [milk.id] })
    },
    'POST /api/notes/restore': () => {
      notes = [milk]
      return json({ ids: [milk.id] })
    },
  })
  const page = open(`/notes/${milk.id}`)
  await page.user.click(await screen.findByRole('button', { name: 'Delete' }))
  await waitFor(() => expect(page.address()).toBe('/notes'))
  expect(await screen.findByText('The note is deleted.')).toBeVisible()
  await page.undo()
  expect(await screen.findByRole('link', { name: 'Milk' })).toBeVisible()
})

test("somebody else's note is a note that does not exist", async () => {
  answer({ [`GET /api/notes/${milk.id}`]: () => problem(404, 'not_found', 'There is no such note.') })
  open(`/notes/${milk.id}`)
  expect(await screen.findByRole('heading', { name: 'This note does not exist' })).toBeVisible()
})

test('while the note loads, says so; a failure can be tried again', async () => {
  answer({ [`GET /api/notes/${milk.id}`]: pending })
  const page = open('/door')
  await page.user.click(screen.getByRole('link', { name: 'Open the note' }))
  expect(await screen.findByRole('status', { name: 'Loading the note' })).toBeVisible()
})
