import { cn } from '~/lib/class-names'

/** A grey shape where text or a picture will stand. Size it with `className`. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn('animate-pulse rounded-md bg-foreground/8', className)} />
}
