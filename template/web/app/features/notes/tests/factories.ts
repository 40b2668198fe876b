import type { NotePublic, PageNotePublic } from '~/generated/types.gen'

let made = 0

export function makeNote(given: Partial<NotePublic> = {}): NotePublic {
  made += 1
  return {
    id: `note_${String(made).padStart(26, '0')}`,
    title: `Note ${made}`,
    body: 'A few words.',
    created_at: '2026-01-02T03:04:05Z',
    updated_at: '2026-01-02T03:04:05Z',
    ...given,
  }
}

export function makeNotePage(items: NotePublic[], given: Partial<PageNotePublic> = {}): PageNotePublic {
  return { items, next_cursor: null, previous_cursor: null, ...given }
}
