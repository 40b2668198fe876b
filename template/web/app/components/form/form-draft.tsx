import { FileClock } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'

import { RelativeTime } from '~/components/relative-time'
import { Button } from '~/components/ui/button'
import type { Draft } from '~/lib/drafts'

const pauseBeforeKeeping = 500

type FormDraftProps<Input extends FieldValues, Output> = {
  /** What `useServerForm` returns when it was given the name of a draft. */
  form: Pick<UseFormReturn<Input, unknown, Output>, 'subscribe' | 'getValues'> & {
    draft: Draft | null
    fill: (values: Record<string, string>) => void
  }
}

/** Keeps what is typed in this browser until it is saved, and offers it again when it was not. */
export function FormDraft<Input extends FieldValues, Output>({
  form: { draft, fill, subscribe, getValues },
}: FormDraftProps<Input, Output>) {
  const [offer, setOffer] = useState(() => differing(draft?.read() ?? null, getValues()))

  useEffect(() => {
    let unkept: Record<string, string> | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const keep = () => {
      clearTimeout(timer)
      if (unkept) draft?.write(unkept)
      unkept = null
    }
    const stop = subscribe({
      formState: { values: true, isDirty: true },
      callback: ({ values, isDirty }) => {
        clearTimeout(timer)
        unkept = isDirty ? textsOf(values) : null
        if (isDirty) timer = setTimeout(keep, pauseBeforeKeeping)
        else draft?.discard()
      },
    })
    // The last words, when the tab is closed or the session ends under the form.
    window.addEventListener('pagehide', keep)
    return () => {
      stop()
      keep()
      window.removeEventListener('pagehide', keep)
    }
  }, [draft, subscribe])

  if (!offer) return null
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md bg-primary-soft py-2 pr-2 pl-3.5 text-sm text-primary-soft-foreground"
    >
      <p className="flex min-w-52 flex-1 items-center gap-2.5">
        <FileClock aria-hidden className="size-4 shrink-0" />
        <span>
          An unsaved draft was kept here <RelativeTime time={offer.savedAt.toISOString()} />.
        </span>
      </p>
      <div className="flex gap-1">
        <Button
          variant="ghost"
          className="h-9 px-3 text-inherit"
          onClick={() => {
            draft?.discard()
            setOffer(null)
          }}
        >
          Discard it
        </Button>
        <Button
          variant="secondary"
          className="h-9 px-3"
          onClick={() => {
            fill(offer.values)
            setOffer(null)
          }}
        >
          Continue with it
        </Button>
      </div>
    </div>
  )
}

/** A draft that says what the form says already is no news. Fields that the form has lost are left out. */
function differing(stored: ReturnType<Draft['read']>, values: FieldValues) {
  if (!stored) return null
  const texts = Object.entries(stored.values).filter(([name]) => name in values)
  return texts.some(([name, value]) => value !== values[name])
    ? { savedAt: stored.savedAt, values: Object.fromEntries(texts) }
    : null
}

function textsOf(values: FieldValues): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
