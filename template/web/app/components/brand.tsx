import { Link } from '~/components/link'
import { Mark } from '~/components/mark'
import { projectName } from '~/configuration/project'
import { cn } from '~/lib/class-names'
import type { Href } from '~/lib/href'

/** The product's sign and name, leading to `to`. */
export function Brand({ to, className }: { to: Href; className?: string }) {
  return (
    <Link
      to={to}
      className={cn(
        'flex min-w-0 items-center gap-2.5 rounded-md text-base font-semibold outline-none focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-offset-4 focus-visible:ring-offset-background',
        className,
      )}
    >
      <Mark className="size-7 shrink-0" />
      <span className="truncate">{projectName}</span>
    </Link>
  )
}
