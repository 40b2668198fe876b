import type { KeyboardEvent, ReactNode } from 'react'

import { Card } from '~/components/ui/card'
import { Checkbox } from '~/components/ui/checkbox'
import { cn } from '~/lib/class-names'

import { ColumnHead, columnHeader } from './column-head'
import type { Column } from './list-definition'
import type { ResourceListState } from './use-resource-list'
import type { Selection } from './use-selection'

type ListTableProps<
  Item extends { id: string },
  Order extends string,
  Filters extends Record<string, string>,
> = {
  list: ResourceListState<Item, Order, Filters>
  items: Item[]
  /** Null when rows cannot be selected. */
  selection: Selection<Item> | null
  renderRowActions: ((item: Item) => ReactNode) | undefined
}

/** The rows of a page: a table, and on narrow screens a stack. The roles stand for themselves, because browsers drop a
 * table's own when it is laid out as anything else. */
export function ListTable<
  Item extends { id: string },
  Order extends string,
  Filters extends Record<string, string>,
>({
  list: { definition, address, show },
  items,
  selection,
  renderRowActions,
}: ListTableProps<Item, Order, Filters>) {
  const { columns, many, titleOf } = definition
  const keyboard = { onKeyDown: (event: KeyboardEvent<HTMLElement>) => moveOrSelect(event, selection) }
  return (
    <Card>
      <table {...roles.table} aria-label={capitalized(many)} className="w-full text-left max-sm:block">
        <thead {...roles.rowgroup} className="max-sm:hidden">
          <tr {...roles.row} className="border-b text-sm text-muted-foreground">
            {selection && (
              <th {...columnHeader} className="w-12">
                <Checkbox
                  label={`Select all ${many} on this page`}
                  checked={selection.all}
                  mixed={selection.selected.length > 0 && !selection.all}
                  onToggle={selection.all ? selection.clear : selection.selectAll}
                />
              </th>
            )}
            {columns.map((column) => (
              <ColumnHead
                key={column.header}
                column={column}
                order={address.order}
                onOrder={(order) => show({ order })}
                className={cellClasses(column, selection !== null)}
              />
            ))}
            {renderRowActions && (
              <th {...columnHeader} className="w-14">
                <span className="sr-only">Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody {...roles.rowgroup} {...keyboard} className="divide-y max-sm:block">
          {items.map((item) => (
            <tr
              key={item.id}
              {...roles.row}
              aria-selected={selection?.isSelected(item.id)}
              className={cn(
                'relative transition-colors last:rounded-b-xl hover:bg-accent/50 aria-selected:bg-primary-soft/60',
                'max-sm:grid max-sm:grid-cols-[auto_minmax(0,1fr)_auto] max-sm:py-3.5',
              )}
            >
              {selection && (
                <td {...roles.cell} className="w-12 max-sm:row-span-5 max-sm:-mt-2.5">
                  <Checkbox
                    label={`Select “${titleOf(item)}”`}
                    checked={selection.isSelected(item.id)}
                    onToggle={(range) => selection.toggle(item.id, range)}
                  />
                </td>
              )}
              {columns.map((column) => (
                <td key={column.header} {...roles.cell} className={cellClasses(column, selection !== null)}>
                  {column.cell(item)}
                </td>
              ))}
              {renderRowActions && (
                <td
                  {...roles.cell}
                  className="w-14 pr-2 text-right max-sm:col-start-3 max-sm:row-span-5 max-sm:row-start-1 max-sm:-mt-2 sm:pr-3"
                >
                  {renderRowActions(item)}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}

const roles = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  cell: { role: 'cell' },
} as const

function cellClasses({ kind }: Column<never, string>, selectable: boolean) {
  return cn(
    'max-sm:col-start-2',
    kind === 'main'
      ? 'w-full max-w-0 max-sm:max-w-none sm:py-3.5 sm:pr-4'
      : 'text-sm whitespace-nowrap text-muted-foreground max-sm:mt-1 sm:px-4',
    kind === 'main' && !selectable && 'sm:pl-5',
    // The column of the checkboxes keeps the others from the edge.
    !selectable && 'max-sm:px-4',
    kind === 'wide' && 'max-lg:hidden',
  )
}

function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}

/** The arrow keys walk from row to row, Ctrl or ⌘ with A selects the page, Escape takes the selection back. */
function moveOrSelect(event: KeyboardEvent<HTMLElement>, selection: Selection<{ id: string }> | null) {
  const { key, target, currentTarget } = event
  if (!(target instanceof HTMLElement) || target.matches('input:not([type=checkbox])')) return
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    // A menu opens by the same key.
    if (target.ariaHasPopup) return
    const row = target.closest('tr')
    const neighbour = key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling
    const controls = (of: Element | null | undefined) =>
      Array.from(of?.querySelectorAll<HTMLElement>('a, button, input') ?? [])
    controls(neighbour)[controls(row).indexOf(target)]?.focus()
  } else if (key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
    selection?.selectAll()
  } else if (key === 'Escape' && selection && selection.selected.length > 0) {
    selection.clear()
  } else {
    return
  }
  if (currentTarget.contains(target)) event.preventDefault()
}
