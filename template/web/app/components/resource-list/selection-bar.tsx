import { X, type LucideIcon } from 'lucide-react'

import { Button } from '~/components/ui/button'

import type { Selection } from './use-selection'

export type BulkAction<Item> = {
  label: string
  icon: LucideIcon
  run: (items: Item[]) => unknown
}

type SelectionBarProps<Item extends { id: string }> = {
  definition: { one: string; many: string }
  selection: Selection<Item>
  actions: BulkAction<Item>[]
  /** The bar goes when its deed is done, and the focus needs another place. */
  onDone: () => void
}

/** Says how much is selected, and what can be done with it. */
export function SelectionBar<Item extends { id: string }>({
  definition: { one, many },
  selection: { selected, all, selectAll, clear },
  actions,
  onDone,
}: SelectionBarProps<Item>) {
  const count = selected.length
  const done = (deed: () => unknown) => {
    deed()
    clear()
    onDone()
  }
  return (
    <>
      <p role="status" className="sr-only">
        {count > 0 && `${count} ${count === 1 ? one : many} selected`}
      </p>
      {count > 0 && (
        <section
          aria-label="Selection"
          className="sticky bottom-4 z-10 mx-auto mt-4 flex w-fit max-w-full animate-rise flex-wrap items-center gap-1 rounded-xl border bg-popover p-1.5 text-popover-foreground shadow-lg"
        >
          <p aria-hidden className="px-3 text-sm font-medium tabular-nums">
            {count} selected
          </p>
          {!all && (
            <Button variant="ghost" className="px-3" onClick={selectAll}>
              Select all
            </Button>
          )}
          {actions.map(({ label, icon: Icon, run }) => (
            <Button
              key={label}
              variant="secondary"
              className="px-3"
              onClick={() => done(() => run(selected))}
            >
              <Icon aria-hidden />
              {label}
            </Button>
          ))}
          <Button variant="ghost" size="icon" aria-label="Clear the selection" onClick={() => done(() => {})}>
            <X />
          </Button>
        </section>
      )}
    </>
  )
}
