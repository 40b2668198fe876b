import { useMutation, useQueryClient } from '@tanstack/react-query'

import {
  createNoteMutation,
  deleteNoteMutation,
  showNoteQueryKey,
  listNotesQueryKey,
  updateNoteMutation,
} from '~/generated/@tanstack/react-query.gen'

/** Creating, changing and deleting notes; every list that is on the screen follows. */
export function useNoteChanges() {
  const queryClient = useQueryClient()
  const refreshLists = () => void queryClient.invalidateQueries({ queryKey: listNotesQueryKey() })

  const create = useMutation({ ...createNoteMutation(), onSuccess: refreshLists })
  const update = useMutation({
    ...updateNoteMutation(),
    onSuccess: (note) => {
      queryClient.setQueryData(showNoteQueryKey({ path: { note_id: note.id } }), note)
      refreshLists()
    },
  })
  const remove = useMutation({
    ...deleteNoteMutation(),
    onSuccess: (_, { path }) => {
      queryClient.removeQueries({ queryKey: showNoteQueryKey({ path }) })
      refreshLists()
    },
  })
  return { create, update, remove }
}
