import type { ComponentProps } from 'react'

import { cn } from '~/lib/class-names'

export function Card({ className, ...rest }: ComponentProps<'section'>) {
  return (
    <section
      className={cn('rounded-xl border bg-card text-card-foreground shadow-xs', className)}
      {...rest}
    />
  )
}
