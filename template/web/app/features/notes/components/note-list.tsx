import { Link } from '~/components/link'
import { RelativeTime } from '~/components/relative-time'
import { useListState } from '~/components/resource-list/back-to-list'
import { defineList } from '~/components/resource-list/list-definition'
import { preload } from '~/configuration/preload'
import { showNoteOptions } from '~/generated/@tanstack/react-query.gen'
import type { ListNotesData, NotePublic } from '~/generated/types.gen'
import { href } from '~/lib/href'

type NoteOrder = NonNullable<NonNullable<ListNotesData['query']>['order']>

export const noteList = defineList<NotePublic, NoteOrder>({
  path: href('/notes'),
  one: 'note',
  many: 'notes',
  titleOf: ({ title }) => title,
  defaultOrder: '-updated_at',
  filters: {},
  columns: [
    {
      header: 'Title',
      kind: 'main',
      cell: (note) => <NoteTitle note={note} />,
      orders: [
        { value: 'title', label: 'Title, A to Z' },
        { value: '-title', label: 'Title, Z to A' },
      ],
    },
    {
      header: 'Created',
      kind: 'wide',
      cell: (note) => <RelativeTime time={note.created_at} />,
      orders: [
        { value: '-created_at', label: 'Newest' },
        { value: 'created_at', label: 'Oldest' },
      ],
    },
    {
      header: 'Edited',
      cell: (note) => <RelativeTime time={note.updated_at} />,
      orders: [
        { value: '-updated_at', label: 'Last edited' },
        { value: 'updated_at', label: 'Longest untouched' },
      ],
    },
  ],
})

function NoteTitle({ note }: { note: NotePublic }) {
  return (
    <>
      <Link
        to={href('/notes/:noteId', { noteId: note.id })}
        state={useListState()}
        preload={() => preload(showNoteOptions({ path: { note_id: note.id } }))}
        className="block truncate leading-snug font-medium text-foreground outline-none after:absolute after:inset-0 after:rounded-[inherit] focus-visible:after:ring-2 focus-visible:after:ring-ring focus-visible:after:ring-inset"
      >
        {note.title}
      </Link>
      {note.body && <p className="mt-1 truncate text-sm text-muted-foreground">{note.body.slice(0, 300)}</p>}
    </>
  )
}
