import { TextField } from '~/components/form/fields'
import { Form } from '~/components/form/form'
import { Button } from '~/components/ui/button'
import { Dialog } from '~/components/ui/dialog'
import type { NotePublic } from '~/generated/types.gen'
import { zCreateNoteBody } from '~/generated/zod.gen'
import { useServerForm } from '~/hooks/use-server-form'

import { useNoteChanges } from '../hooks/use-note-changes'

type RenameNoteProps = {
  note: NotePublic
  open: boolean
  onClose: () => void
}

/** Asks for another title. The list has it at once; should the server refuse it, the old one is back and a toast tells. */
export function RenameNote({ note, open, onClose }: RenameNoteProps) {
  return (
    <Dialog open={open} onOpenChange={(stays) => !stays && onClose()} title="Rename note">
      <RenameForm note={note} onClose={onClose} />
    </Dialog>
  )
}

function RenameForm({ note, onClose }: Omit<RenameNoteProps, 'open'>) {
  const { rename } = useNoteChanges()
  const form = useServerForm(zCreateNoteBody, {
    defaultValues: { title: note.title },
    submit: async ({ title }) => {
      rename.mutate({ id: note.id, title })
      onClose()
    },
  })
  return (
    <Form
      form={form}
      submitLabel="Rename"
      variant="dialog"
      actions={
        <Button variant="secondary" onClick={onClose}>
          Cancel
        </Button>
      }
    >
      <TextField label="Title" autoComplete="off" {...form.field('title')} />
    </Form>
  )
}
