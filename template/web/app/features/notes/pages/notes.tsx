import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { NotebookPen, Plus, Trash2 } from 'lucide-react'

import { Link } from '~/components/link'
import { PageHeader } from '~/components/page-header'
import { useListState } from '~/components/resource-list/back-to-list'
import { ResourceList } from '~/components/resource-list/resource-list'
import { listQuery } from '~/components/resource-list/list-address'
import { useResourceList } from '~/components/resource-list/use-resource-list'
import { Button } from '~/components/ui/button'
import { Message } from '~/components/ui/message'
import { preload } from '~/configuration/preload'
import { listNotesOptions } from '~/generated/@tanstack/react-query.gen'
import { href } from '~/lib/href'
import { privateMeta } from '~/utils/page-meta'

import { NoteActions } from '../components/note-actions'
import { noteList } from '../components/note-list'
import { useNoteChanges } from '../hooks/use-note-changes'
import type { Route } from './+types/notes'

export const meta = () => privateMeta('Notes')

export async function clientLoader({ request }: Pick<Route.ClientLoaderArgs, 'request'>) {
  await preload(listNotesOptions({ query: listQuery(noteList, new URL(request.url).searchParams) }))
}

export default function NotesPage() {
  const list = useResourceList(noteList)
  const result = useQuery({
    ...listNotesOptions({ query: list.query }),
    placeholderData: keepPreviousData,
  })
  const { remove } = useNoteChanges()
  const listState = useListState()
  return (
    <>
      <PageHeader
        title="Notes"
        actions={
          <Button asChild>
            <Link to={href('/notes/new')} state={listState}>
              <Plus aria-hidden />
              New note
            </Link>
          </Button>
        }
      />
      <ResourceList
        list={list}
        result={result}
        empty={<FirstNote />}
        renderRowActions={(note) => <NoteActions note={note} onDelete={() => remove.mutate([note.id])} />}
        bulkActions={[
          {
            label: 'Delete',
            icon: Trash2,
            run: (notes) => remove.mutate(notes.map(({ id }) => id)),
          },
        ]}
      />
    </>
  )
}

function FirstNote() {
  return (
    <Message
      icon={NotebookPen}
      title="Write your first note"
      actions={
        <Button asChild>
          <Link to={href('/notes/new')}>New note</Link>
        </Button>
      }
    >
      A thought, a plan, a list. It is kept here, and only you can read it.
    </Message>
  )
}
