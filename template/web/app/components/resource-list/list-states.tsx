import { Inbox, SearchX } from 'lucide-react'

import { Link } from '~/components/link'
import { QueryFailure } from '~/components/query-failure'
import { Button } from '~/components/ui/button'
import { Card } from '~/components/ui/card'
import { Message } from '~/components/ui/message'
import { Skeleton } from '~/components/ui/skeleton'
import { hasStatus } from '~/lib/problem'

import type { ResourceListState } from './use-resource-list'

type StateProps<Item, Order extends string, Filters extends Record<string, string>> = {
  list: ResourceListState<Item, Order, Filters>
}

const titleWidths = ['w-2/5', 'w-3/5', 'w-1/3', 'w-1/2', 'w-2/3', 'w-2/5']

export function ListSkeleton({ label }: { label: string }) {
  return (
    <Card role="status" aria-label={label} className="divide-y">
      {titleWidths.map((width, position) => (
        <div key={position} className="grid gap-3 px-5 py-4">
          <Skeleton className={`h-4 ${width}`} />
          <Skeleton className="h-3.5 w-11/12" />
        </div>
      ))}
    </Card>
  )
}

export function NoMatch<Item, Order extends string, Filters extends Record<string, string>>({
  list: { definition, address, show },
}: StateProps<Item, Order, Filters>) {
  return (
    <Message
      icon={SearchX}
      title={`No ${definition.one} matches`}
      role="status"
      actions={
        <Button variant="secondary" onClick={() => show({ search: '', filters: {} })}>
          Show all {definition.many}
        </Button>
      }
    >
      {address.search ? `Nothing contains “${address.search}”.` : 'Nothing is left by these filters.'}
    </Message>
  )
}

export function PageEmptied<Item, Order extends string, Filters extends Record<string, string>>({
  list: { definition, firstPage },
}: StateProps<Item, Order, Filters>) {
  return (
    <Message
      icon={Inbox}
      title="This page is empty now"
      actions={
        <Button asChild>
          <Link to={firstPage}>Go to the first page</Link>
        </Button>
      }
    >
      The {definition.many} that stood here were deleted or have moved.
    </Message>
  )
}

export function ListFailure<Item, Order extends string, Filters extends Record<string, string>>({
  list: { definition },
  result: { error, isFetching, refetch },
}: StateProps<Item, Order, Filters> & {
  result: { error: unknown; isFetching: boolean; refetch: () => unknown }
}) {
  return (
    <Card>
      <QueryFailure
        title={`Your ${definition.many} could not be loaded`}
        error={error}
        onRetry={refetch}
        retrying={isFetching}
        actions={
          // The address asks for what the server does not know, an old cursor for example.
          hasStatus(error, 422) && (
            <Button asChild variant="secondary">
              <Link to={definition.path}>Start from the first page</Link>
            </Button>
          )
        }
      />
    </Card>
  )
}
