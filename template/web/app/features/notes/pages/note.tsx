import { useQuery } from '@tanstack/react-query'
import { FileX2, Trash2 } from 'lucide-react'
import { useParams } from 'react-router'

import { Link } from '~/components/link'
import { PageHeader } from '~/components/page-header'
import { QueryFailure } from '~/components/query-failure'
import { RelativeTime } from '~/components/relative-time'
import { BackToList, useListAddress } from '~/components/resource-list/back-to-list'
import { Button } from '~/components/ui/button'
import { Message } from '~/components/ui/message'
import { Skeleton } from '~/components/ui/skeleton'
import { showNoteOptions } from '~/generated/@tanstack/react-query.gen'
import type { NotePublic } from '~/generated/types.gen'
import { useNavigate } from '~/hooks/use-navigate'
import { href } from '~/lib/href'
import { hasStatus } from '~/lib/problem'
import { showToast } from '~/lib/toasts'
import { privateMeta } from '~/utils/page-meta'
import { preload } from '~/configuration/preload'

import { NoteForm } from '../components/note-form'
import { useNoteChanges } from '../hooks/use-note-changes'
import type { Route } from './+types/note'

export const meta = () => privateMeta('Note')

export async function clientLoader({ params }: Pick<Route.ClientLoaderArgs, 'params'>) {
  await preload(showNoteOptions({ path: { note_id: params.noteId } }))
}

export default function NotePage() {
  const { noteId = '' } = useParams()
  const { data: note, error, isFetching, refetch } = useQuery(showNoteOptions({ path: { note_id: noteId } }))
  return (
    <>
      <BackToList to={href('/notes')} label="Notes" />
      {note ? (
        <NoteEditor key={note.id} note={note} />
      ) : hasStatus(error, 404) || hasStatus(error, 422) ? (
        <NoteNotFound />
      ) : error ? (
        <QueryFailure
          heading="h1"
          title="This note could not be opened"
          error={error}
          onRetry={refetch}
          retrying={isFetching}
        />
      ) : (
        <div role="status" aria-label="Loading the note" className="grid gap-6">
          <Skeleton className="h-10 w-1/2" />
          <Skeleton className="h-12" />
          <Skeleton className="h-72" />
        </div>
      )}
    </>
  )
}

function NoteEditor({ note }: { note: NotePublic }) {
  const navigate = useNavigate()
  const listAddress = useListAddress(href('/notes'))
  const { update, remove } = useNoteChanges()
  return (
    <>
      <PageHeader title="Edit note" />
      <NoteForm
        title={note.title}
        body={note.body}
        draft={note.id}
        onSave={async (body) => {
          await update.mutateAsync({ id: note.id, ...body })
          showToast('success', 'The note is saved.')
          await navigate(listAddress)
        }}
        actions={
          <>
            <Button
              variant="ghost"
              className="text-destructive hover:bg-destructive-soft hover:text-destructive"
              onClick={async () => {
                await navigate(listAddress)
                remove.mutate([note.id])
              }}
            >
              <Trash2 aria-hidden />
              Delete
            </Button>
            <p className="text-sm text-muted-foreground sm:ml-auto">
              Edited <RelativeTime time={note.updated_at} />
            </p>
          </>
        }
      />
    </>
  )
}

function NoteNotFound() {
  return (
    <Message
      icon={FileX2}
      heading="h1"
      title="This note does not exist"
      actions={
        <Button asChild>
          <Link to={href('/notes')}>Show your notes</Link>
        </Button>
      }
    >
      It may have been deleted, or it belongs to somebody else.
    </Message>
  )
}
