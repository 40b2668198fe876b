import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

/** Something went wrong, said at once to screen readers too. Renders nothing without a message. */
export function Alert({ children }: { children: ReactNode }) {
  return (
    <div role="alert" className="empty:hidden">
      {children && (
        <p className="flex gap-2.5 rounded-md bg-destructive-soft px-3.5 py-3 text-sm text-destructive">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>{children}</span>
        </p>
      )}
    </div>
  )
}
