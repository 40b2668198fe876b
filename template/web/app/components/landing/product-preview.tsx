import { Mark } from '~/components/mark'
import { cn } from '~/lib/class-names'

const rows = ['w-2/5', 'w-3/5', 'w-1/2', 'w-2/3', 'w-1/3']

/** A drawing of the signed-in product, without words, so that it stays true whatever the product becomes. */
export function ProductPreview() {
  return (
    <div aria-hidden className="relative max-lg:hidden">
      <div className="absolute -inset-10 -z-10 rounded-full bg-primary-soft opacity-70 blur-3xl" />
      <div className="grid grid-cols-[8.5rem_1fr] overflow-hidden rounded-xl border bg-card shadow-2xl shadow-foreground/5">
        <div className="flex flex-col gap-3 border-r bg-sidebar p-4">
          <Mark className="mb-4 size-6" />
          <div className="-mx-1.5 flex h-8 items-center gap-2 rounded-md bg-primary-soft px-2">
            <span className="size-3 rounded-full bg-primary" />
            <Line className="w-12 bg-primary/50" />
          </div>
          <Line className="ml-0.5 w-16" />
          <Line className="ml-0.5 w-12" />
          <div className="mt-40 flex items-center gap-2">
            <span className="size-6 rounded-full bg-foreground/12" />
            <Line className="w-14" />
          </div>
        </div>
        <div className="p-6">
          <div className="flex items-center justify-between">
            <Line className="h-4 w-24 bg-foreground/70" />
            <span className="h-7 w-16 rounded-md bg-primary" />
          </div>
          <div className="mt-6 h-8 rounded-md border" />
          <ul className="mt-3 divide-y">
            {rows.map((width) => (
              <li key={width} className="grid gap-2.5 py-4">
                <Line className={cn('bg-foreground/40', width)} />
                <Line className="w-11/12" />
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  )
}

function Line({ className }: { className: string }) {
  return <span className={cn('block h-2 rounded-full bg-foreground/12', className)} />
}
