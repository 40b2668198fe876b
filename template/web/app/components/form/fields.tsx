import type { ComponentProps, KeyboardEvent, ReactNode } from 'react'

import { Field } from '~/components/ui/field'
import { Input, Textarea } from '~/components/ui/input'
import { NativeSelect } from '~/components/ui/native-select'

type FieldTexts = {
  label: string
  hint?: ReactNode
  error?: string | undefined
  /** Keeps the label for screen readers only. */
  labelHidden?: boolean
}

/** A labelled line of text. `autoComplete` is asked for, because browsers and password managers fill by it. */
export function TextField({
  label,
  hint,
  error,
  labelHidden,
  ...input
}: FieldTexts & ComponentProps<'input'> & { autoComplete: string }) {
  return (
    <Field label={label} hint={hint} error={error} labelHidden={labelHidden}>
      {(control) => <Input {...control} {...input} />}
    </Field>
  )
}

/** A labelled text of many lines. Ctrl or ⌘ with Enter sends its form. */
export function TextAreaField({
  label,
  hint,
  error,
  labelHidden,
  ...textarea
}: FieldTexts & ComponentProps<'textarea'>) {
  return (
    <Field label={label} hint={hint} error={error} labelHidden={labelHidden}>
      {(control) => <Textarea onKeyDown={sendByShortcut} {...control} {...textarea} />}
    </Field>
  )
}

/** A labelled choice of one among many. */
export function SelectField({
  label,
  hint,
  error,
  labelHidden,
  ...select
}: FieldTexts & ComponentProps<'select'>) {
  return (
    <Field label={label} hint={hint} error={error} labelHidden={labelHidden}>
      {(control) => <NativeSelect {...control} {...select} />}
    </Field>
  )
}

function sendByShortcut(event: KeyboardEvent<HTMLTextAreaElement>) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  event.currentTarget.form?.requestSubmit()
}
