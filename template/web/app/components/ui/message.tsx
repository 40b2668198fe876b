import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

import { cn } from '~/lib/class-names'

type MessageProps = {
  icon: LucideIcon
  title: string
  children?: ReactNode
  /** What the person can do now: buttons or links. */
  actions?: ReactNode
  /** `h1` when the message is the whole page. */
  heading?: 'h1' | 'h2'
  tone?: 'calm' | 'failure'
  role?: 'alert' | 'status'
}

/** Fills the place of content that is not there: nothing yet, nothing found, or a failure. */
export function Message({
  icon: Icon,
  title,
  children,
  actions,
  heading: Heading = 'h2',
  tone = 'calm',
  role,
}: MessageProps) {
  return (
    <div role={role} className="mx-auto flex max-w-md flex-col items-center px-6 py-16 text-center">
      <span
        className={cn(
          'mb-5 grid size-12 place-items-center rounded-full',
          tone === 'failure'
            ? 'bg-destructive-soft text-destructive'
            : 'bg-primary-soft text-primary-soft-foreground',
        )}
      >
        <Icon aria-hidden className="size-5" />
      </span>
      <Heading className="text-lg font-semibold">{title}</Heading>
      {children && (
        <p className="mt-2 text-sm leading-relaxed text-balance text-muted-foreground">{children}</p>
      )}
      {actions && <div className="mt-6 flex flex-wrap justify-center gap-3 empty:hidden">{actions}</div>}
    </div>
  )
}
