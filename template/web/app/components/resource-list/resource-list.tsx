import { useEffect, useRef, type ReactNode } from 'react'

import { Pager } from '~/components/pager'
import { Alert } from '~/components/ui/alert'
import { Card } from '~/components/ui/card'
import { cn } from '~/lib/class-names'
import { messageOf } from '~/lib/problem'

import { ListFailure, ListSkeleton, NoMatch, PageEmptied } from './list-states'
import { ListTable } from './list-table'
import { ListToolbar } from './list-toolbar'
import type { Page } from './list-definition'
import { SelectionBar, type BulkAction } from './selection-bar'
import type { ResourceListState } from './use-resource-list'
import { useSelection } from './use-selection'

type ResourceListProps<Item, Order extends string, Filters extends Record<string, string>> = {
  /** What `useResourceList` returns. */
  list: ResourceListState<Item, Order, Filters>
  /** What the query cache knows of the page that `list.query` asks for. */
  result: {
    data: Page<Item> | undefined
    error: unknown
    isFetching: boolean
    isPlaceholderData: boolean
    refetch: () => unknown
  }
  /** Stands in the place of the list while there is nothing in it at all. */
  empty: ReactNode
  /** What can be done with one row. */
  renderRowActions?: (item: Item) => ReactNode
  /** What can be done with selected rows; without any, rows are not selectable. */
  bulkActions?: BulkAction<Item>[]
}

const none: never[] = []

/** A list of the API: search, filters, order and pages in the address, selection, and every state it can be in. */
export function ResourceList<
  Item extends { id: string },
  Order extends string,
  Filters extends Record<string, string>,
>({ list, result, empty, renderRowActions, bulkActions = none }: ResourceListProps<Item, Order, Filters>) {
  const { data, error, isFetching, isPlaceholderData } = result
  const region = useRef<HTMLDivElement>(null)
  const selection = useSelection(data?.items ?? none, list.firstPage + (list.address.cursor ?? ''))

  // A row that goes takes the focus with it, to nowhere: the list takes it back.
  const hadFocus = useRef(false)
  useEffect(() => {
    if (hadFocus.current && document.activeElement === document.body) focusList(region.current)
  })

  if (data === undefined) {
    return (
      <>
        <ListToolbar list={list} />
        {error ? (
          <ListFailure list={list} result={result} />
        ) : (
          <ListSkeleton label={`Loading ${list.definition.many}`} />
        )}
      </>
    )
  }

  const isEmpty = data.items.length === 0
  // Every row of this page was just deleted and those that follow are on their way, or a search that found nothing was
  // cleared.
  const isRefilling =
    isEmpty &&
    ((isFetching && (data.next_cursor ?? data.previous_cursor) !== null) ||
      (isPlaceholderData && !list.narrowed))
  // There is nothing to search in, and nobody is searching.
  const isUnused = isEmpty && !isRefilling && !list.narrowed && !list.address.cursor
  return (
    <>
      {!isUnused && <ListToolbar list={list} />}
      {error !== null && (
        <div className="mb-5">
          <Alert>This list may be out of date. {messageOf(error)}</Alert>
        </div>
      )}
      <div
        ref={region}
        tabIndex={-1}
        onFocus={() => (hadFocus.current = true)}
        onBlur={() => (hadFocus.current = false)}
        aria-busy={isPlaceholderData}
        className={cn('outline-none', isPlaceholderData && 'opacity-60 transition-opacity delay-150')}
      >
        {isRefilling ? (
          <ListSkeleton label={`Loading ${list.definition.many}`} />
        ) : isEmpty ? (
          <Card>
            {list.address.cursor ? (
              <PageEmptied list={list} />
            ) : list.narrowed ? (
              <NoMatch list={list} />
            ) : (
              empty
            )}
          </Card>
        ) : (
          <ListTable
            list={list}
            items={data.items}
            selection={bulkActions.length > 0 ? selection : null}
            renderRowActions={renderRowActions}
          />
        )}
        <SelectionBar
          definition={list.definition}
          selection={selection}
          actions={bulkActions}
          onDone={() => focusList(region.current)}
        />
        <Pager previous={list.addressOf(data.previous_cursor)} next={list.addressOf(data.next_cursor)} />
      </div>
    </>
  )
}

function focusList(region: HTMLElement | null) {
  region?.focus({ preventScroll: true })
}
