import { Card } from '~/components/ui/card'
import { Skeleton } from '~/components/ui/skeleton'

const titleWidths = ['w-2/5', 'w-3/5', 'w-1/3', 'w-1/2', 'w-2/3', 'w-2/5']

export function NoteListSkeleton() {
  return (
    <Card role="status" aria-label="Loading your notes" className="divide-y">
      {titleWidths.map((width, position) => (
        <div key={position} className="grid gap-3 px-5 py-5">
          <Skeleton className={`h-4 ${width}`} />
          <Skeleton className="h-3.5 w-11/12" />
        </div>
      ))}
    </Card>
  )
}
