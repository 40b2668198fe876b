import {
  useRef,
  useState,
  type FocusEventHandler,
  type FormEventHandler,
  type SubmitEventHandler,
} from 'react'

import { ApiProblem, messageOf, unreachableProblem } from '~/lib/problem'

type Values = Record<string, string>

/** What stands behind a form of the entrance, loaded when a hand approaches it. */
export type Entrance = {
  /** What is wrong with the values, by field, in the server's own rules. */
  check: (values: Values) => Values
  /** Asks the server. What it throws is shown on the fields that it names, or above the form. */
  enter: (values: Values) => Promise<void>
}

/**
 * The form of a page on which one signs in or up. It does for text fields what `useServerForm` does for all forms, but
 * nothing of it has to be there before the page can be typed into: these two are the pages that strangers wait for.
 */
export function useEntranceForm(load: () => Promise<Entrance>, onEntered: () => unknown) {
  const [complaints, setComplaints] = useState<Values>({})
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const entrance = useRef<Entrance>(null)

  async function loadEntrance(): Promise<Entrance> {
    entrance.current ??= await load().catch(() => {
      throw unreachableProblem()
    })
    return entrance.current
  }

  function complain(form: HTMLFormElement, found: Values) {
    setComplaints(found)
    const first = fieldsOf(form).find(({ name }) => name in found)
    first?.focus()
  }

  function showProblem(form: HTMLFormElement, error: unknown) {
    const names = new Set(fieldsOf(form).map(({ name }) => name))
    const details = error instanceof ApiProblem ? error.details : []
    const placed = details.filter(({ field }) => field !== null && names.has(field))
    const unplaced = details.filter((detail) => !placed.includes(detail))
    complain(form, Object.fromEntries(placed.toReversed().map(({ field, message }) => [field, message])))
    if (placed.length === 0) setProblem(messageOf(error))
    else if (unplaced.length > 0) setProblem(unplaced.map(({ message }) => message).join(' '))
  }

  async function submit(form: HTMLFormElement) {
    const values = valuesOf(form)
    try {
      const { check, enter } = await loadEntrance()
      const found = check(values)
      if (Object.keys(found).length > 0) {
        complain(form, found)
        return
      }
      await enter(values)
      await onEntered()
    } catch (error) {
      showProblem(form, error)
    }
  }

  const onSubmit: SubmitEventHandler<HTMLFormElement> = (event) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setProblem(undefined)
    void submit(event.currentTarget).finally(() => setBusy(false))
  }

  const onInput: FormEventHandler<HTMLFormElement> = ({ currentTarget, target }) => {
    if (!(target instanceof HTMLInputElement) || !(target.name in complaints)) return
    const { [target.name]: still } = entrance.current?.check(valuesOf(currentTarget)) ?? {}
    const others = Object.entries(complaints).filter(([name]) => name !== target.name)
    setComplaints(Object.fromEntries(still === undefined ? others : [...others, [target.name, still]]))
  }

  const onFocus: FocusEventHandler = () => void loadEntrance().catch(() => {})

  return {
    /** Spread over the form element. */
    form: { noValidate: true, onSubmit, onInput, onFocus },
    busy,
    /** What went wrong with the form as a whole. */
    problem,
    /** What is wrong with one field. */
    errorOf: (name: string) => complaints[name],
  }
}

function fieldsOf(form: HTMLFormElement): HTMLInputElement[] {
  return Array.from(form.elements).filter((element) => element instanceof HTMLInputElement)
}

function valuesOf(form: HTMLFormElement): Values {
  return Object.fromEntries(fieldsOf(form).map(({ name, value }) => [name, value]))
}
