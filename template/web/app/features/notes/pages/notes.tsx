import { Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import { useLocation } from 'react-router'

import { Link } from '~/components/link'
import { PageHeader } from '~/components/page-header'
import { QueryFailure } from '~/components/query-failure'
import { SearchField } from '~/components/search-field'
import { Alert } from '~/components/ui/alert'
import { Button } from '~/components/ui/button'
import { Card } from '~/components/ui/card'
import { NativeSelect } from '~/components/ui/native-select'
import type { NotePublic } from '~/generated/types.gen'
import { href } from '~/lib/href'
import { hasStatus, messageOf } from '~/lib/problem'
import { pageTitle } from '~/utils/page-title'
import { preload } from '~/configuration/preload'

import { DeleteNoteDialog } from '../components/delete-note-dialog'
import { NoteList } from '../components/note-list'
import { NoteListSkeleton } from '../components/note-list-skeleton'
import { noteListOptions, noteOrderFrom, noteOrders, readListParameters } from '../helpers/list-parameters'
import { useNoteList } from '../hooks/use-note-list'
import type { Route } from './+types/notes'

export const meta = () => [{ title: pageTitle('Notes') }]

export async function clientLoader({ request }: Pick<Route.ClientLoaderArgs, 'request'>) {
  await preload(noteListOptions(readListParameters(new URL(request.url).searchParams)))
}

export default function NotesPage() {
  const { parameters, query, show } = useNoteList()
  const [doomed, setDoomed] = useState<NotePublic | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const { search } = useLocation()
  return (
    <>
      <PageHeader
        title="Notes"
        actions={
          <Button asChild>
            <Link to={href('/notes/new')} state={{ listSearch: search }}>
              <Plus aria-hidden />
              New note
            </Link>
          </Button>
        }
      />
      <div className="mb-5 flex gap-3">
        <SearchField
          label="Search your notes"
          value={parameters.search}
          maxLength={200}
          onSearch={(wanted) => show({ search: wanted })}
        />
        <NativeSelect
          aria-label="Order"
          className="w-36 sm:w-48"
          value={parameters.order}
          onChange={(event) => show({ order: noteOrderFrom(event.target.value) })}
        >
          {noteOrders.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </div>
      <div ref={list} tabIndex={-1} className="outline-none">
        {query.data ? (
          <>
            {query.error && (
              <div className="mb-5">
                <Alert>This list may be out of date. {messageOf(query.error)}</Alert>
              </div>
            )}
            <NoteList
              page={query.data}
              parameters={parameters}
              outdated={query.isPlaceholderData}
              onDelete={setDoomed}
              onClearSearch={() => show({ search: '' })}
            />
          </>
        ) : query.error ? (
          <Card>
            <QueryFailure
              title="Your notes could not be loaded"
              error={query.error}
              onRetry={query.refetch}
              retrying={query.isFetching}
              actions={
                hasStatus(query.error, 422) && (
                  <Button asChild variant="secondary">
                    <Link to={href('/notes')}>Start from the first page</Link>
                  </Button>
                )
              }
            />
          </Card>
        ) : (
          <NoteListSkeleton />
        )}
      </div>
      <DeleteNoteDialog
        note={doomed}
        onClose={() => setDoomed(null)}
        onDeleted={() => list.current?.focus()}
      />
    </>
  )
}
