import type { ReactNode } from 'react'

/** The buttons of a dialog: at its end, the deed last; on narrow screens one above the other, the deed first. */
export function DialogButtons({ children }: { children: ReactNode }) {
  return <div className="mt-1 flex flex-col-reverse gap-3 sm:flex-row sm:justify-end">{children}</div>
}
