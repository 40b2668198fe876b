import type { ComponentProps, ReactNode } from 'react'

import { ErrorSummary, type FormSummary } from '~/components/form/error-summary'
import { Button } from '~/components/ui/button'
import { cn } from '~/lib/class-names'

type FormProps = {
  /** What `useServerForm` returns. */
  form: {
    handlers: Pick<ComponentProps<'form'>, 'onSubmit' | 'onInput' | 'onFocus'>
    busy: boolean
    summary: FormSummary | null
  }
  /** What the sending button says: the verb of the deed. */
  submitLabel: string
  /** `page` fills the width with its button, for a form that is the whole page. */
  variant?: 'part' | 'page'
  /** Further deeds, beside the sending button. */
  actions?: ReactNode
  /** The fields. */
  children: ReactNode
  className?: string
}

/** A form with its fields, its button, and what went wrong with it. */
export function Form({ form, submitLabel, variant = 'part', actions, children, className }: FormProps) {
  const { handlers, busy, summary } = form
  return (
    <form {...handlers} noValidate aria-busy={busy} className={cn('grid gap-5', className)}>
      {summary && <ErrorSummary key={summary.attempt} summary={summary} />}
      {children}
      <div className={cn('flex flex-wrap items-center gap-3', variant === 'page' && 'mt-2 grid')}>
        <Button type="submit" size={variant === 'page' ? 'large' : 'medium'} busy={busy}>
          {submitLabel}
        </Button>
        {actions}
      </div>
    </form>
  )
}
