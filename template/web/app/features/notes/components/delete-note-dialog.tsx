import { ConfirmDialog } from '~/components/ui/confirm-dialog'
import type { NotePublic } from '~/generated/types.gen'
import { hasStatus, messageOf } from '~/lib/problem'
import { showToast } from '~/lib/toasts'

import { useNoteChanges } from '../hooks/use-note-changes'

type DeleteNoteDialogProps = {
  /** The note to ask about; null keeps the dialog closed. */
  note: NotePublic | null
  onClose: () => void
  onDeleted?: () => void
}

export function DeleteNoteDialog({ note, onClose, onDeleted }: DeleteNoteDialogProps) {
  const { remove } = useNoteChanges()

  async function deleteNote(doomed: NotePublic) {
    try {
      await remove.mutateAsync({ path: { note_id: doomed.id } })
    } catch (error) {
      // Already gone, from another tab or device, is what was wanted.
      if (!hasStatus(error, 404)) {
        showToast('failure', messageOf(error))
        onClose()
        return
      }
    }
    showToast('success', 'The note is deleted.')
    onClose()
    onDeleted?.()
  }

  return (
    <ConfirmDialog
      open={note !== null}
      onOpenChange={(open) => !open && onClose()}
      title="Delete this note?"
      description={
        <>
          <q className="font-medium text-foreground">{note?.title}</q> will be gone for good.
        </>
      }
      confirmLabel="Delete"
      busy={remove.isPending}
      onConfirm={() => note && void deleteNote(note)}
    />
  )
}
