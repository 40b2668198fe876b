import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'

import { zDeleteNotesBody, zRestoreNotesBody, zUpdateNoteBody } from '~/generated/zod.gen'
import type { NotePublic } from '~/generated/types.gen'
import { renderPages } from '~tests/render'
import { answer, json, pending, problem } from '~tests/server'

import { makeNote, makeNotePage } from '../tests/factories'
import NotesPage from './notes'

/** A server with these notes, which it deletes, restores and changes when asked. */
function answerWith(notes: NotePublic[]) {
  const deleted = new Set<string>()
  const asked: Record<string, string>[] = []
  answer({
    'GET /api/notes': ({ url }) => {
      asked.push(Object.fromEntries(url.searchParams))
      return json(makeNotePage(notes.filter(({ id }) => !deleted.has(id))))
    },
    'POST /api/notes/delete': ({ body }) => {
      const { ids } = zDeleteNotesBody.parse(body)
      for (const id of ids) deleted.add(id)
      return json({ ids })
    },
    'POST /api/notes/restore': ({ body }) => {
      const { ids } = zRestoreNotesBody.parse(body)
      for (const id of ids) deleted.delete(id)
      return json({ ids })
    },
  })
  return { asked, deleted }
}

/** An answer that the test gives when it likes. */
function held() {
  let give: (response: Response) => void = () => {}
  const response = new Promise<Response>((resolve) => (give = resolve))
  return { handler: () => response, give }
}

const refusal = () => problem(503, 'unavailable', 'Back in a minute.')

async function open(address = '/notes') {
  const page = renderPages([{ path: '/notes', Component: NotesPage }], address)
  await screen.findByRole('heading', { name: 'Notes' })
  return page
}

const titles = () =>
  screen.queryAllByRole('link', { name: /^(Milk|Bread|Salt|Honey)$/ }).map((link) => link.textContent)

async function openThree() {
  const notes = ['Milk', 'Bread', 'Salt'].map((title) => makeNote({ title }))
  const server = answerWith(notes)
  const page = await open()
  await screen.findByRole('link', { name: 'Milk' })
  return { ...server, ...page, notes, milk: notes[0]! }
}

type Page = Awaited<ReturnType<typeof openThree>>

async function act({ user }: Page, action: string) {
  await user.click(screen.getByRole('button', { name: 'Actions for “Milk”' }))
  await user.click(screen.getByRole('menuitem', { name: action }))
}

test('shows the first 25, the last edited first', async () => {
  const { asked } = await openThree()
  expect(titles()).toEqual(['Milk', 'Bread', 'Salt'])
  expect(asked).toEqual([{ order: '-updated_at', size: '25' }])
  expect(screen.getByRole('columnheader', { name: 'Edited' })).toHaveAttribute('aria-sort', 'descending')
})

test('without any note, invites to write one', async () => {
  answerWith([])
  await open()
  expect(await screen.findByRole('heading', { name: 'Write your first note' })).toBeVisible()
})

test('a deleted note goes before the server has answered', async () => {
  const page = await openThree()
  const { handler, give } = held()
  answer({ 'POST /api/notes/delete': handler })
  await act(page, 'Delete')
  await waitFor(() => expect(titles()).toEqual(['Bread', 'Salt']))
  page.deleted.add(page.milk.id)
  give(json({ ids: [page.milk.id] }))
  expect(await screen.findByText('The note is deleted.')).toBeVisible()
  expect(titles()).toEqual(['Bread', 'Salt'])
})

test('a deletion is undone from its toast, and the note stands where it stood', async () => {
  const page = await openThree()
  await act(page, 'Delete')
  const { handler, give } = held()
  answer({ 'POST /api/notes/restore': handler })
  await page.undo()
  await waitFor(() => expect(titles()).toEqual(['Milk', 'Bread', 'Salt']))
  page.deleted.clear()
  give(json({ ids: [page.milk.id] }))
  await waitFor(() => expect(page.asked).toHaveLength(3))
  expect(titles()).toEqual(['Milk', 'Bread', 'Salt'])
})

test('an undoing that fails is said, and the list shows what is true', async () => {
  const page = await openThree()
  await act(page, 'Delete')
  answer({ 'POST /api/notes/restore': refusal })
  await page.undo()
  expect(await screen.findByText('Back in a minute.')).toBeVisible()
  await waitFor(() => expect(titles()).toEqual(['Bread', 'Salt']))
})

test('a deletion that fails is said, and the note is back in its place', async () => {
  const page = await openThree()
  // What the list says afterwards does not come from a later answer.
  answer({ 'POST /api/notes/delete': refusal, 'GET /api/notes': pending })
  await act(page, 'Delete')
  expect(await screen.findByText('Back in a minute.')).toBeVisible()
  await waitFor(() => expect(titles()).toEqual(['Milk', 'Bread', 'Salt']))
})

test('selected notes are deleted together, and come back together', async () => {
  const page = await openThree()
  await page.user.click(screen.getByRole('checkbox', { name: 'Select “Milk”' }))
  await page.user.click(screen.getByRole('checkbox', { name: 'Select “Salt”' }))
  await page.user.click(screen.getByRole('button', { name: 'Delete' }))
  expect(await screen.findByText('2 notes are deleted.')).toBeVisible()
  expect(titles()).toEqual(['Bread'])
  await page.undo()
  await waitFor(() => expect(titles()).toEqual(['Milk', 'Bread', 'Salt']))
})

test('after a deletion, the focus is in the list and not lost', async () => {
  const page = await openThree()
  await act(page, 'Delete')
  await waitFor(() => expect(titles()).toEqual(['Bread', 'Salt']))
  await waitFor(() => expect(document.activeElement).toContainElement(screen.getByRole('table')))
  expect(document.body).not.toHaveFocus()
})

async function rename(page: Page, title: string) {
  await act(page, 'Rename…')
  const field = await screen.findByRole('textbox', { name: 'Title' })
  expect(field).toHaveValue('Milk')
  await page.user.clear(field)
  await page.user.type(field, `${title}{Enter}`)
}

test('a renamed note has its title before the server has answered', async () => {
  const page = await openThree()
  const { handler, give } = held()
  answer({ [`PATCH /api/notes/${page.milk.id}`]: handler })
  await rename(page, 'Honey')
  await waitFor(() => expect(titles()).toEqual(['Honey', 'Bread', 'Salt']))
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  page.notes[0] = { ...page.milk, title: 'Honey' }
  give(json(page.notes[0]))
  await waitFor(() => expect(page.asked).toHaveLength(2))
  expect(titles()).toEqual(['Honey', 'Bread', 'Salt'])
})

test('a title that the server refuses is said, and the old one is back', async () => {
  const page = await openThree()
  const sent: unknown[] = []
  answer({
    'GET /api/notes': pending,
    [`PATCH /api/notes/${page.milk.id}`]: ({ body }) => {
      sent.push(zUpdateNoteBody.parse(body))
      return refusal()
    },
  })
  await rename(page, 'Honey')
  expect(await screen.findByText('Back in a minute.')).toBeVisible()
  await waitFor(() => expect(titles()).toEqual(['Milk', 'Bread', 'Salt']))
  expect(sent).toEqual([{ title: 'Honey' }])
})

test('an empty title is not sent', async () => {
  const page = await openThree()
  await rename(page, '')
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Title' })).toBeInvalid())
  expect(titles()).toEqual([])
  await page.user.keyboard('{Escape}')
  await waitFor(() => expect(titles()).toEqual(['Milk', 'Bread', 'Salt']))
})
