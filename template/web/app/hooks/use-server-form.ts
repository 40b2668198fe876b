import { zodResolver } from '@hookform/resolvers/zod'
import { useForm, type DefaultValues, type FieldValues, type Path } from 'react-hook-form'
import type * as z from 'zod/mini'

import '~/configuration/validation'
import { ApiProblem, messageOf } from '~/lib/problem'

type ServerFormOptions<Input, Output> = {
  defaultValues: DefaultValues<Input>
  /** Sends the values; what it throws is shown on the fields that it names, or above the form. */
  submit: (values: Output) => Promise<unknown>
}

/** A form checked by a schema of the server before it is sent, and by the server itself afterwards. */
export function useServerForm<Input extends FieldValues, Output extends FieldValues>(
  schema: z.core.$ZodType<Output, Input>,
  { defaultValues, submit }: ServerFormOptions<Input, Output>,
) {
  const form = useForm<Input, unknown, Output>({
    resolver: zodResolver<Input, unknown, Output, z.core.$ZodType<Output, Input>>(schema),
    defaultValues,
  })
  const { errors, isSubmitting } = form.formState

  function showProblem(error: unknown) {
    const fields = Object.keys(form.getValues())
    const isField = (name: string | null): name is Path<Input> => name !== null && fields.includes(name)
    const unplaced: string[] = []
    let placed = 0
    for (const { field, message } of error instanceof ApiProblem ? error.details : []) {
      if (isField(field)) {
        form.setError(field, { type: 'server', message }, { shouldFocus: placed === 0 })
        placed += 1
      } else {
        unplaced.push(message)
      }
    }
    if (placed === 0) form.setError('root.server', { message: messageOf(error) })
    else if (unplaced.length > 0) form.setError('root.server', { message: unplaced.join(' ') })
  }

  return {
    ...form,
    /** The handler of the form element. */
    onSubmit: form.handleSubmit((values) => submit(values).catch(showProblem)),
    busy: isSubmitting,
    /** What went wrong with the form as a whole. */
    problem: errors.root?.server?.message,
    /** What is wrong with one field. */
    errorOf: (field: Path<Input>) => {
      const message = form.getFieldState(field, form.formState).error?.message
      return typeof message === 'string' ? message : undefined
    },
  }
}
