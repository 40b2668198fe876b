import { Dialog as Parts } from 'radix-ui'
import type { ReactNode } from 'react'

import { useFocusReturn } from '~/hooks/use-focus-return'

type DialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  /** A sentence below the title. */
  description?: string
  children: ReactNode
}

/** A task in front of the page. The focus stays inside, Escape leaves, and afterwards the focus is where it was. */
export function Dialog({ open, onOpenChange, title, description, children }: DialogProps) {
  const focusReturn = useFocusReturn()
  return (
    <Parts.Root open={open} onOpenChange={onOpenChange}>
      <Parts.Portal>
        <Parts.Overlay className="fixed inset-0 z-50 bg-black/40 backdrop-blur-[2px] data-[state=closed]:animate-disappear data-[state=open]:animate-appear" />
        <Parts.Content
          {...focusReturn}
          // Without a description, screen readers shall not read the whole dialog as one.
          {...(description === undefined && { 'aria-describedby': undefined })}
          className="fixed inset-x-4 top-[14dvh] z-50 mx-auto max-h-[76dvh] max-w-md overflow-y-auto rounded-xl border bg-popover p-6 text-popover-foreground shadow-xl outline-none data-[state=closed]:animate-disappear data-[state=open]:animate-rise max-sm:top-[5dvh] max-sm:max-h-[90dvh]"
        >
          <Parts.Title className="text-lg font-semibold">{title}</Parts.Title>
          {description && (
            <Parts.Description className="mt-2 text-sm leading-relaxed text-pretty text-muted-foreground">
              {description}
            </Parts.Description>
          )}
          <div className="mt-5">{children}</div>
        </Parts.Content>
      </Parts.Portal>
    </Parts.Root>
  )
}
