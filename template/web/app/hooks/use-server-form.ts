import { zodResolver } from '@hookform/resolvers/zod'
import { useRef, useState, type FormEvent } from 'react'
import { useForm, type DefaultValues, type FieldValues, type Path } from 'react-hook-form'
import type * as z from 'zod/mini'

import '~/configuration/validation'
import { labelOf } from '~/lib/control-label'
import { openDraft } from '~/lib/drafts'
import { ApiProblem, messageOf } from '~/lib/problem'

type ServerFormOptions<Input, Output> = {
  defaultValues: DefaultValues<Input>
  /**
   * Sends the values; what it throws is shown on the fields that it names, or above the form. Fields that its answer
   * has too (a server trims a name, say) show the answer's values afterwards.
   */
  submit: (values: Output) => Promise<unknown>
  /** Under this name, unsaved values are kept in the browser. `FormDraft` keeps them and offers them again. */
  draft?: string
}

type Failure<Input extends FieldValues> = {
  attempt: number
  problem: string | undefined
  fields: { name: Path<Input>; label: string }[]
}

/** A form checked by a schema of the server before it is sent, and by the server itself afterwards. */
export function useServerForm<Input extends FieldValues, Output extends FieldValues>(
  schema: z.core.$ZodType<Output, Input>,
  { defaultValues, submit, draft: draftName }: ServerFormOptions<Input, Output>,
) {
  const form = useForm<Input, unknown, Output>({
    resolver: zodResolver<Input, unknown, Output, z.core.$ZodType<Output, Input>>(schema),
    defaultValues,
    shouldFocusError: false,
  })
  const { isSubmitting, isDirty } = form.formState
  const [draft] = useState(() => (draftName === undefined ? null : openDraft(draftName)))
  const [failure, setFailure] = useState<Failure<Input> | null>(null)
  const sending = useRef(false)

  const isField = (name: string | null): name is Path<Input> => name !== null && name in form.getValues()

  /** Replaces values; what differs from the saved ones counts as unsaved. */
  const fill = (values: Record<string, unknown>) =>
    form.reset({ ...form.getValues(), ...values }, { keepDefaultValues: true })

  /** What was sent is what the form starts from now; words typed while it was on its way stay, unsaved. */
  function showSaved(sent: Input, answer: unknown) {
    const known = Object.entries(answer ?? {}).filter(([name]) => isField(name))
    const newer = Object.entries(form.getValues()).filter(([name, value]) => value !== sent[name])
    form.reset({ ...sent, ...Object.fromEntries(known) })
    if (newer.length > 0) fill(Object.fromEntries(newer))
  }

  /** Shows on the fields what speaks of them, and returns what speaks of the form as a whole. */
  function showProblem(error: unknown): string | undefined {
    const details = error instanceof ApiProblem ? error.details : []
    const unplaced: string[] = []
    for (const { field, message } of details) {
      if (isField(field)) form.setError(field, { type: 'server', message })
      else unplaced.push(message)
    }
    if (unplaced.length > 0) return unplaced.join(' ')
    return details.length > 0 ? undefined : messageOf(error)
  }

  async function attempt(): Promise<string | undefined> {
    let problem: string | undefined
    await form.handleSubmit(async (values) => {
      const sent = form.getValues()
      try {
        const answer = await submit(values)
        draft?.discard()
        showSaved(sent, answer)
      } catch (error) {
        problem = showProblem(error)
      }
    })()
    return problem
  }

  async function onSubmit(event: FormEvent) {
    event.preventDefault()
    // Enter, the button and a script can each ask again while the first attempt is on its way.
    if (sending.current) return
    sending.current = true
    const problem = await attempt()
    sending.current = false

    const wrong = Object.keys(form.getValues())
      .filter(isField)
      .filter((name) => form.getFieldState(name).invalid)
    const [only] = wrong
    if (only !== undefined && wrong.length === 1 && !problem) form.setFocus(only)
    const needsSummary = wrong.length > 1 || problem !== undefined
    // What is made of several controls has no label of its own.
    const fields = wrong.map((name) => ({
      name,
      label: labelOf(form.getFieldState(name).error?.ref) || name,
    }))
    setFailure((last) => (needsSummary ? { attempt: (last?.attempt ?? 0) + 1, problem, fields } : null))
  }

  const errorOf = (field: Path<Input>) => {
    const message = form.getFieldState(field, form.formState).error?.message
    return typeof message === 'string' ? message : undefined
  }

  return {
    ...form,
    fill,
    /** What the form element listens with. */
    handlers: { onSubmit },
    busy: isSubmitting,
    /** Whether there is something that leaving the page would lose. */
    unsaved: isDirty && !isSubmitting,
    draft,
    /** Ties a field of the kit to its value and to what is wrong with it: `<TextField {...form.field('title')} />`. */
    field: (name: Path<Input>) => ({ ...form.register(name), error: errorOf(name) }),
    /** What the summary above the form says; null while it has nothing to say. */
    summary: failure && {
      attempt: failure.attempt,
      problem: failure.problem,
      fields: failure.fields
        .filter(({ name }) => errorOf(name) !== undefined)
        .map(({ name, label }) => ({ label, show: () => form.setFocus(name) })),
    },
  }
}
