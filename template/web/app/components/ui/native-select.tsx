import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'

import { cn } from '~/lib/class-names'

export function NativeSelect({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <div className={cn('relative', className)}>
      <select
        className="h-11 w-full appearance-none rounded-md border border-input bg-card pr-9 pl-3 text-base text-foreground shadow-xs transition-[border-color,box-shadow] outline-none hover:border-foreground/50 focus-visible:border-ring focus-visible:ring-2 focus-visible:ring-ring/40 md:h-10 md:text-sm"
        {...rest}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted-foreground"
      />
    </div>
  )
}
