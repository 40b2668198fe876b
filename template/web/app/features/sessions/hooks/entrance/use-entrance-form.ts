import { useRef, useState, type FocusEventHandler, type FormEvent, type FormEventHandler } from 'react'

import { labelOf } from '~/lib/control-label'
import { ApiProblem, messageOf, unreachableProblem } from '~/lib/problem'

type Values = Record<string, string>

/** What stands behind a form of the entrance, loaded when a hand approaches it. */
export type Entrance<Result = void> = {
  /** What is wrong with the values, by field, in the server's own rules. */
  check: (values: Values) => Values
  /** Asks the server. What it throws is shown on the fields that it names, or above the form. */
  enter: (values: Values) => Promise<Result>
}

type Failure = { attempt: number; problem: string | undefined; fields: HTMLInputElement[] }

/**
 * The form of a page on which one signs in or up. It does for text fields what `useServerForm` does for all forms, but
 * nothing of it has to be there before the page can be typed into: these two are the pages that strangers wait for.
 */
export function useEntranceForm<Result>(
  load: () => Promise<Entrance<Result>>,
  onEntered: (result: Result) => unknown,
) {
  const [complaints, setComplaints] = useState<Values>({})
  const [failure, setFailure] = useState<Failure | null>(null)
  const [busy, setBusy] = useState(false)
  const entrance = useRef<Entrance<Result>>(null)
  const sending = useRef(false)

  async function loadEntrance(): Promise<Entrance<Result>> {
    entrance.current ??= await load().catch(() => {
      throw unreachableProblem()
    })
    return entrance.current
  }

  function complain(form: HTMLFormElement, found: Values, problem?: string) {
    const fields = fieldsOf(form).filter(({ name }) => name in found)
    setComplaints(found)
    if (fields.length > 1 || problem !== undefined) {
      setFailure((last) => ({ attempt: (last?.attempt ?? 0) + 1, problem, fields }))
    } else {
      setFailure(null)
      fields[0]?.focus()
    }
  }

  function showProblem(form: HTMLFormElement, error: unknown) {
    const names = new Set(fieldsOf(form).map(({ name }) => name))
    const details = error instanceof ApiProblem ? error.details : []
    const placed = details.filter(({ field }) => field !== null && names.has(field))
    const unplaced = details.filter((detail) => !placed.includes(detail)).map(({ message }) => message)
    const problem =
      unplaced.length > 0 ? unplaced.join(' ') : placed.length === 0 ? messageOf(error) : undefined
    const found = placed.toReversed().map(({ field, message }) => [field, message])
    complain(form, Object.fromEntries(found), problem)
  }

  async function send(form: HTMLFormElement) {
    const values = valuesOf(form)
    try {
      const { check, enter } = await loadEntrance()
      const found = check(values)
      complain(form, found)
      if (Object.keys(found).length > 0) return
      await onEntered(await enter(values))
    } catch (error) {
      showProblem(form, error)
    }
  }

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    if (sending.current) return
    sending.current = true
    setBusy(true)
    await send(form)
    sending.current = false
    setBusy(false)
  }

  const onInput: FormEventHandler<HTMLFormElement> = ({ currentTarget, target }) => {
    if (!(target instanceof HTMLInputElement) || !(target.name in complaints)) return
    const { [target.name]: still } = entrance.current?.check(valuesOf(currentTarget)) ?? {}
    const others = Object.entries(complaints).filter(([name]) => name !== target.name)
    setComplaints(Object.fromEntries(still === undefined ? others : [...others, [target.name, still]]))
  }

  const onFocus: FocusEventHandler = () => void loadEntrance().catch(() => {})

  return {
    handlers: { onSubmit, onInput, onFocus },
    busy,
    /** Ties a field of the kit to its name and to what is wrong with it. */
    field: (name: string) => ({ name, error: complaints[name] }),
    /** What the summary above the form says; null while it has nothing to say. */
    summary: failure && {
      attempt: failure.attempt,
      problem: failure.problem,
      fields: failure.fields
        .filter(({ name }) => name in complaints)
        .map((field) => ({ label: labelOf(field), show: () => field.focus() })),
    },
  }
}

function fieldsOf(form: HTMLFormElement): HTMLInputElement[] {
  return Array.from(form.elements).filter((element) => element instanceof HTMLInputElement)
}

function valuesOf(form: HTMLFormElement): Values {
  return Object.fromEntries(fieldsOf(form).map(({ name, value }) => [name, value]))
}
