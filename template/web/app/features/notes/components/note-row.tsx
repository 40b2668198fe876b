import { Ellipsis, PenLine, Trash2 } from 'lucide-react'
import { useLocation } from 'react-router'

import { Link } from '~/components/link'
import { RelativeTime } from '~/components/relative-time'
import { Button } from '~/components/ui/button'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '~/components/ui/dropdown-menu'
import { showNoteOptions } from '~/generated/@tanstack/react-query.gen'
import type { NotePublic } from '~/generated/types.gen'
import { useNavigate } from '~/hooks/use-navigate'
import { href } from '~/lib/href'
import { preload } from '~/configuration/preload'

type NoteRowProps = {
  note: NotePublic
  onDelete: (note: NotePublic) => void
}

export function NoteRow({ note, onDelete }: NoteRowProps) {
  const navigate = useNavigate()
  const { search } = useLocation()
  const address = href('/notes/:noteId', { noteId: note.id })
  const state = { listSearch: search }
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto_auto] gap-x-2 py-4 pr-2 pl-4 transition-colors first:rounded-t-xl last:rounded-b-xl hover:bg-accent/50 sm:pr-3 sm:pl-5">
      <h2 className="truncate leading-snug font-medium">
        <Link
          to={address}
          state={state}
          preload={() => preload(showNoteOptions({ path: { note_id: note.id } }))}
          className="outline-none after:absolute after:inset-0 after:rounded-[inherit] focus-visible:after:ring-2 focus-visible:after:ring-ring focus-visible:after:ring-inset"
        >
          {note.title}
        </Link>
      </h2>
      {note.body && (
        <p className="col-start-1 mt-1 truncate text-sm text-muted-foreground sm:col-end-3">
          {note.body.slice(0, 300)}
        </p>
      )}
      <p className="text-[0.8125rem] leading-6 text-muted-foreground max-sm:col-start-1 max-sm:mt-1 sm:col-start-2 sm:row-start-1">
        <RelativeTime time={note.updated_at} />
      </p>
      <Menu>
        <MenuTrigger asChild>
          <Button
            variant="ghost"
            size="icon"
            aria-label={`Actions for “${note.title}”`}
            className="relative col-start-3 row-span-2 row-start-1 -my-1.5"
          >
            <Ellipsis />
          </Button>
        </MenuTrigger>
        <MenuContent align="end">
          <MenuItem onSelect={() => void navigate(address, { state })}>
            <PenLine aria-hidden />
            Edit
          </MenuItem>
          <MenuItem destructive onSelect={() => onDelete(note)}>
            <Trash2 aria-hidden />
            Delete…
          </MenuItem>
        </MenuContent>
      </Menu>
    </li>
  )
}
