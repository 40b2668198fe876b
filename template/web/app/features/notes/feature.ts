import { NotebookPen, Plus } from 'lucide-react'

import type { Feature } from '~/utils/feature'

export const notes: Feature = {
  name: 'notes',
  signedInPages: [
    { path: 'notes', file: 'pages/notes.tsx' },
    { path: 'notes/new', file: 'pages/new-note.tsx' },
    { path: 'notes/:noteId', file: 'pages/note.tsx' },
  ],
  navigation: [
    {
      label: 'Notes',
      path: '/notes',
      icon: NotebookPen,
      preload: async () => (await import('./helpers/preload-list')).preloadList(),
    },
  ],
  commands: [{ label: 'New note', keywords: 'write create', path: '/notes/new', icon: Plus }],
  highlights: [
    {
      title: 'Written once, found again',
      text: 'Keep a thought in seconds, and search titles and text when you need it back.',
      icon: NotebookPen,
    },
  ],
}
