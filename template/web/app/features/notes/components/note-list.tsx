import { NotebookPen, SearchX, StickyNote } from 'lucide-react'

import { Link } from '~/components/link'
import { Pager } from '~/components/pager'
import { Button } from '~/components/ui/button'
import { Card } from '~/components/ui/card'
import { Message } from '~/components/ui/message'
import type { NotePublic, PageNotePublic } from '~/generated/types.gen'
import { cn } from '~/lib/class-names'
import { href } from '~/lib/href'

import { listAddress, type ListParameters } from '../helpers/list-parameters'
import { NoteRow } from './note-row'

type NoteListProps = {
  page: PageNotePublic
  parameters: ListParameters
  /** Whether another page is on its way while this one still stands. */
  outdated: boolean
  onDelete: (note: NotePublic) => void
  onClearSearch: () => void
}

export function NoteList({ page, parameters, outdated, onDelete, onClearSearch }: NoteListProps) {
  const addressOf = (cursor: string | null) =>
    cursor === null ? null : listAddress({ ...parameters, cursor })
  return (
    <div aria-busy={outdated} className={cn('transition-opacity', outdated && 'opacity-60 delay-150')}>
      {page.items.length > 0 ? (
        <Card>
          <ul className="divide-y" aria-label="Notes">
            {page.items.map((note) => (
              <NoteRow key={note.id} note={note} onDelete={onDelete} />
            ))}
          </ul>
        </Card>
      ) : (
        <Card>
          <NothingHere parameters={parameters} onClearSearch={onClearSearch} />
        </Card>
      )}
      <Pager previous={addressOf(page.previous_cursor)} next={addressOf(page.next_cursor)} />
    </div>
  )
}

function NothingHere({ parameters, onClearSearch }: Pick<NoteListProps, 'parameters' | 'onClearSearch'>) {
  if (parameters.cursor) {
    return (
      <Message
        icon={StickyNote}
        title="This page is empty now"
        actions={
          <Button asChild>
            <Link to={listAddress({ ...parameters, cursor: null })}>Go to the first page</Link>
          </Button>
        }
      >
        The notes that stood here were deleted or have moved.
      </Message>
    )
  }
  if (parameters.search) {
    return (
      <Message
        icon={SearchX}
        title="No note matches"
        role="status"
        actions={
          <Button variant="secondary" onClick={onClearSearch}>
            Show all notes
          </Button>
        }
      >
        Neither a title nor a text contains “{parameters.search}”.
      </Message>
    )
  }
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
