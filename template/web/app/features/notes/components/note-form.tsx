import { useEffect, type ReactNode } from 'react'

import { Alert } from '~/components/ui/alert'
import { Button } from '~/components/ui/button'
import { Field } from '~/components/ui/field'
import { Input, Textarea } from '~/components/ui/input'
import { zCreateNoteBody } from '~/generated/zod.gen'
import { useServerForm } from '~/hooks/use-server-form'
import { useUnsavedWarning } from '~/hooks/use-unsaved-warning'

type NoteFormProps = {
  title: string
  body: string
  onSave: (note: { title: string; body: string }) => Promise<unknown>
  /** Further deeds, beside the saving button. */
  actions: ReactNode
}

export function NoteForm({ title, body, onSave, actions }: NoteFormProps) {
  const form = useServerForm(zCreateNoteBody, { defaultValues: { title, body }, submit: onSave })
  const warning = useUnsavedWarning(
    form.formState.isDirty && !form.busy && !form.formState.isSubmitSuccessful,
  )
  const { setFocus } = form
  useEffect(() => {
    if (title === '') setFocus('title')
  }, [title, setFocus])
  return (
    <form onSubmit={form.onSubmit} noValidate className="grid gap-6">
      {warning}
      <Alert>{form.problem}</Alert>
      <Field label="Title" error={form.errorOf('title')}>
        {(control) => (
          <Input
            autoComplete="off"
            className="h-12 font-medium md:h-12 md:text-base"
            {...control}
            {...form.register('title')}
          />
        )}
      </Field>
      <Field label="Text" error={form.errorOf('body')}>
        {(control) => (
          <Textarea
            className="field-sizing-content max-h-[65dvh] min-h-72 md:text-base"
            {...control}
            {...form.register('body')}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" busy={form.busy}>
          Save note
        </Button>
        {actions}
      </div>
    </form>
  )
}
