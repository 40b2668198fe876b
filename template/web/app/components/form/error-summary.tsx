import { CircleAlert } from 'lucide-react'
import { Fragment, useEffect, useRef } from 'react'

export type FormSummary = {
  /** Which attempt to send failed; each one is told anew. */
  attempt: number
  /** What went wrong with the form as a whole. */
  problem: string | undefined
  /** The fields that are still wrong. */
  fields: { label: string; show: () => void }[]
}

/** Says above a form what went wrong with it. It takes the focus, so that everybody starts reading there. */
export function ErrorSummary({ summary: { problem, fields } }: { summary: FormSummary }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  if (!problem && fields.length === 0) return null
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="flex gap-2.5 rounded-md bg-destructive-soft px-3.5 py-3 text-sm text-destructive outline-none focus-visible:ring-2 focus-visible:ring-destructive/40"
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="grid gap-1">
        {problem && <p>{problem}</p>}
        {fields.length > 0 && (
          <p>
            Please check{' '}
            {fields.map(({ label, show }, position) => (
              <Fragment key={label}>
                {position > 0 && (position === fields.length - 1 ? ' and ' : ', ')}
                <button
                  type="button"
                  onClick={show}
                  className="rounded-sm font-medium underline underline-offset-4 outline-none focus-visible:ring-2 focus-visible:ring-destructive"
                >
                  {label}
                </button>
              </Fragment>
            ))}
            .
          </p>
        )}
      </div>
    </div>
  )
}
