import { useEffect, type ReactNode } from 'react'

import { TextAreaField, TextField } from '~/components/form/fields'
import { Form } from '~/components/form/form'
import { FormDraft } from '~/components/form/form-draft'
import { UnsavedGuard } from '~/components/form/unsaved-guard'
import { zCreateNoteBody } from '~/generated/zod.gen'
import { useServerForm } from '~/hooks/use-server-form'

type NoteFormProps = {
  title: string
  body: string
  /** The name under which unsaved words are kept in this browser. */
  draft: string
  onSave: (note: { title: string; body: string }) => Promise<unknown>
  /** Further deeds, beside the saving button. */
  actions: ReactNode
}

export function NoteForm({ title, body, draft, onSave, actions }: NoteFormProps) {
  const form = useServerForm(zCreateNoteBody, { defaultValues: { title, body }, submit: onSave, draft })
  const { setFocus } = form
  useEffect(() => {
    if (title === '') setFocus('title')
  }, [title, setFocus])
  return (
    <Form form={form} submitLabel="Save note" actions={actions} className="gap-6">
      <UnsavedGuard form={form} />
      <FormDraft form={form} />
      <TextField
        label="Title"
        autoComplete="off"
        className="h-12 font-medium md:h-12 md:text-base"
        {...form.field('title')}
      />
      <TextAreaField
        label="Text"
        className="field-sizing-content max-h-[65dvh] min-h-72 md:text-base"
        {...form.field('body')}
      />
    </Form>
  )
}
