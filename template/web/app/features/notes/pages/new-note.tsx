import { Link } from '~/components/link'
import { PageHeader } from '~/components/page-header'
import { BackToList, useListAddress } from '~/components/resource-list/back-to-list'
import { Button } from '~/components/ui/button'
import { useNavigate } from '~/hooks/use-navigate'
import { href } from '~/lib/href'
import { showToast } from '~/lib/toasts'
import { privateMeta } from '~/utils/page-meta'

import { NoteForm } from '../components/note-form'
import { useNoteChanges } from '../hooks/use-note-changes'

export const meta = () => privateMeta('New note')

export default function NewNotePage() {
  const navigate = useNavigate()
  const listAddress = useListAddress(href('/notes'))
  const { create } = useNoteChanges()
  return (
    <>
      <BackToList to={href('/notes')} label="Notes" />
      <PageHeader title="New note" />
      <NoteForm
        title=""
        body=""
        draft="new-note"
        onSave={async (body) => {
          await create.mutateAsync(body)
          showToast('success', 'The note is saved.')
          await navigate(href('/notes'))
        }}
        actions={
          <Button asChild variant="ghost">
            <Link to={listAddress}>Cancel</Link>
          </Button>
        }
      />
    </>
  )
}
