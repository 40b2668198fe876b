import { Ellipsis, PenLine, TextCursorInput, Trash2 } from 'lucide-react'
import { useState } from 'react'

import { useListState } from '~/components/resource-list/back-to-list'
import { Button } from '~/components/ui/button'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '~/components/ui/dropdown-menu'
import type { NotePublic } from '~/generated/types.gen'
import { useNavigate } from '~/hooks/use-navigate'
import { href } from '~/lib/href'

import { RenameNote } from './rename-note'

type NoteActionsProps = {
  note: NotePublic
  onDelete: () => void
}

/** What can be done with a note of the list. */
export function NoteActions({ note, onDelete }: NoteActionsProps) {
  const navigate = useNavigate()
  const state = useListState()
  const [renaming, setRenaming] = useState(false)
  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button variant="ghost" size="icon" aria-label={`Actions for “${note.title}”`} className="relative">
            <Ellipsis />
          </Button>
        </MenuTrigger>
        <MenuContent align="end">
          <MenuItem onSelect={() => void navigate(href('/notes/:noteId', { noteId: note.id }), { state })}>
            <PenLine aria-hidden />
            Edit
          </MenuItem>
          <MenuItem onSelect={() => setRenaming(true)}>
            <TextCursorInput aria-hidden />
            Rename…
          </MenuItem>
          <MenuItem destructive onSelect={onDelete}>
            <Trash2 aria-hidden />
            Delete
          </MenuItem>
        </MenuContent>
      </Menu>
      <RenameNote note={note} open={renaming} onClose={() => setRenaming(false)} />
    </>
  )
}
