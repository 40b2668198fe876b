import type { ComponentProps, ReactNode } from 'react'

import { ErrorSummary, type FormSummary } from '~/components/form/error-summary'
import { Button } from '~/components/ui/button'
import { DialogButtons } from '~/components/ui/dialog-buttons'
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
  /**
   * `page` fills the width with its button, for a form that is the whole page. `dialog` puts its buttons where all dialogs
   * have them, the deed last.
   */
  variant?: 'part' | 'page' | 'dialog'
  /** For what cannot simply be taken back. */
  destructive?: boolean
  /** Further deeds, beside the sending button. */
  actions?: ReactNode
  /** The fields. */
  children: ReactNode
  className?: string
}

/** A form with its fields, its button, and what went wrong with it. */
export function Form({
  form,
  submitLabel,
  variant = 'part',
  destructive = false,
  actions,
  children,
  className,
}: FormProps) {
  const { handlers, busy, summary } = form
  const submit = (
    <Button
      type="submit"
      variant={destructive ? 'destructive' : 'primary'}
      size={variant === 'page' ? 'large' : 'medium'}
      busy={busy}
    >
      {submitLabel}
    </Button>
  )
  return (
    <form {...handlers} noValidate aria-busy={busy} className={cn('grid gap-5', className)}>
      {summary && <ErrorSummary key={summary.attempt} summary={summary} />}
      {children}
      {variant === 'dialog' ? (
        <DialogButtons>
          {actions}
          {submit}
        </DialogButtons>
      ) : (
        <div className={cn('flex flex-wrap items-center gap-3', variant === 'page' && 'mt-2 grid')}>
          {submit}
          {actions}
        </div>
      )}
    </form>
  )
}
