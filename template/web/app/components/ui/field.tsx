import { Label } from 'radix-ui'
import { useId, type ReactNode } from 'react'

import { cn } from '~/lib/class-names'

export type ControlProps = {
  id: string
  'aria-invalid': boolean
  'aria-describedby': string | undefined
}

type FieldProps = {
  label: string
  hint?: ReactNode
  /** What is wrong with the value, as a sentence. */
  error?: string | undefined
  /** Keeps the label for screen readers only. */
  labelHidden?: boolean | undefined
  className?: string
  /** Renders the control; the properties given to it tie it to its label, hint and error. */
  children: (control: ControlProps) => ReactNode
}

export function Field({ label, hint, error, labelHidden = false, className, children }: FieldProps) {
  const id = useId()
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const describedBy = [error && errorId, hint && hintId].filter(Boolean).join(' ')
  return (
    <div className={cn('grid gap-2', className)}>
      <Label.Root htmlFor={id} className={cn('text-sm font-medium', labelHidden && 'sr-only')}>
        {label}
      </Label.Root>
      {children({ id, 'aria-invalid': Boolean(error), 'aria-describedby': describedBy || undefined })}
      {error && (
        <p id={errorId} className="text-sm text-destructive">
          {error}
        </p>
      )}
      {hint && (
        <p id={hintId} className="text-sm text-pretty text-muted-foreground">
          {hint}
        </p>
      )}
    </div>
  )
}
