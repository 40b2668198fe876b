import { Mark } from '~/components/mark'
import { Skeleton } from '~/components/ui/skeleton'

/** The shell while it is not yet known who is here. */
export function ShellSkeleton() {
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[15.5rem_1fr]" role="status" aria-label="Loading">
      <div className="hidden flex-col gap-3 border-r bg-sidebar p-6 md:flex">
        <Mark className="mb-6 size-7" />
        <Skeleton className="h-8" />
        <Skeleton className="h-8 w-4/5" />
      </div>
      <div className="flex h-15 items-center border-b px-4 md:hidden">
        <Mark className="size-7" />
      </div>
      <div className="px-4 py-7 sm:px-8 md:py-12 lg:px-14">
        <div className="mx-auto grid max-w-3xl gap-4">
          <Skeleton className="h-9 w-40" />
          <Skeleton className="mt-4 h-10" />
        </div>
      </div>
    </div>
  )
}
