import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react'

import { cn } from '~/lib/class-names'

import type { Column } from './list-definition'

// Said in full for browsers that forget what a `th` is when its table is laid out as anything else.
export const columnHeader = { role: 'columnheader', scope: 'col' } as const

type ColumnHeadProps<Order extends string> = {
  column: Pick<Column<never, Order>, 'header' | 'orders'>
  order: Order
  onOrder: (order: Order) => void
  className: string
}

/** The head of a column. Of one that orders the list, it is the button for that. */
export function ColumnHead<Order extends string>({
  column,
  order,
  onOrder,
  className,
}: ColumnHeadProps<Order>) {
  const [first, second] = column.orders ?? []
  const sorted = order === first?.value || order === second?.value
  const descending = order.startsWith('-')
  const Arrow = !sorted ? ArrowUpDown : descending ? ArrowDown : ArrowUp
  return (
    <th
      {...columnHeader}
      aria-sort={sorted ? (descending ? 'descending' : 'ascending') : undefined}
      className={cn('h-11 font-medium', className, 'sm:py-0')}
    >
      {first && second ? (
        <button
          type="button"
          onClick={() => onOrder(order === first.value ? second.value : first.value)}
          className="group -ml-2 inline-flex h-9 items-center gap-1.5 rounded-md px-2 font-medium outline-none hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring"
        >
          {column.header}
          <Arrow
            aria-hidden
            className={cn(
              'size-3.5',
              sorted
                ? 'text-foreground'
                : 'opacity-0 transition-opacity group-hover:opacity-60 group-focus-visible:opacity-60',
            )}
          />
        </button>
      ) : (
        column.header
      )}
    </th>
  )
}
