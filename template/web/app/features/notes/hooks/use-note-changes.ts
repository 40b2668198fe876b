import { useMutation, useQueryClient } from '@tanstack/react-query'

import { listNotesQueryKey, showNoteQueryKey } from '~/generated/@tanstack/react-query.gen'
import { createNote, deleteNotes, restoreNotes, updateNote } from '~/generated/sdk.gen'
import type { NoteCreate, NotePublic } from '~/generated/types.gen'
import { changeInLists } from '~/lib/optimistic-lists'
import { messageOf } from '~/lib/problem'
import { showToast } from '~/lib/toasts'

type Edit = { id: string; title: string; body?: string }
type Restoring = { ids: string[]; showAgain: () => void }

const mutationKey = ['notes']

/**
 * Creating, changing and deleting notes. Changes show in every list at once; when the server refuses one, the lists are
 * as they were, and a toast says why.
 */
export function useNoteChanges() {
  const queryClient = useQueryClient()
  const listKey = listNotesQueryKey()
  const noteKey = (id: string) => showNoteQueryKey({ path: { note_id: id } })

  async function changeLists(change: (note: NotePublic) => NotePublic | null) {
    // An answer that is on its way knows nothing of the change.
    await queryClient.cancelQueries({ queryKey: listKey })
    return changeInLists(queryClient, listKey, change)
  }

  async function refreshLists() {
    // Of several changes at once, the last one asks: an earlier answer would undo those that are still on their way.
    if (queryClient.isMutating({ mutationKey }) === 1)
      await queryClient.invalidateQueries({ queryKey: listKey })
  }

  const create = useMutation({
    mutationKey,
    mutationFn: async (body: NoteCreate) => (await createNote({ body, throwOnError: true })).data,
    onSettled: () => void refreshLists(),
  })

  const edit = {
    mutationKey,
    mutationFn: async ({ id, ...body }: Edit) =>
      (await updateNote({ path: { note_id: id }, body, throwOnError: true })).data,
    onMutate: (edited: Edit) =>
      changeLists((note) =>
        note.id === edited.id ? { ...note, ...edited, updated_at: new Date().toISOString() } : note,
      ),
    onSuccess: (note: NotePublic) => queryClient.setQueryData(noteKey(note.id), note),
    onSettled: () => void refreshLists(),
  }
  /** For a form, which shows itself what the server refuses. */
  const update = useMutation({ ...edit, onError: (_error, _edited, undo) => undo?.() })
  const rename = useMutation({
    ...edit,
    onError: (error, _edited, undo) => {
      undo?.()
      showToast('failure', messageOf(error))
    },
  })

  const restore = useMutation({
    mutationKey,
    mutationFn: async ({ ids }: Restoring) => restoreNotes({ body: { ids }, throwOnError: true }),
    onMutate: async ({ showAgain }) => {
      await queryClient.cancelQueries({ queryKey: listKey })
      showAgain()
    },
    onError: (error) => showToast('failure', messageOf(error)),
    onSettled: () => void refreshLists(),
  })

  const remove = useMutation({
    mutationKey,
    mutationFn: async (ids: string[]) => deleteNotes({ body: { ids }, throwOnError: true }),
    onMutate: (ids) => changeLists((note) => (ids.includes(note.id) ? null : note)),
    onError: (error, _ids, undo) => {
      undo?.()
      showToast('failure', messageOf(error))
    },
    onSuccess: (_answer, ids, showAgain) => {
      for (const id of ids) queryClient.removeQueries({ queryKey: noteKey(id) })
      showToast('success', ids.length === 1 ? 'The note is deleted.' : `${ids.length} notes are deleted.`, {
        label: 'Undo',
        run: () => restore.mutate({ ids, showAgain }),
      })
    },
    onSettled: () => void refreshLists(),
  })

  return { create, update, rename, remove }
}
