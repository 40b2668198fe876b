import { RelativeTime } from '~/components/relative-time'
import { defineList } from '~/components/resource-list/list-definition'
import type { AuditEntry, ListAuditEventsData } from '~/generated/types.gen'
import { href } from '~/lib/href'

type AuditOrder = NonNullable<NonNullable<ListAuditEventsData['query']>['order']>
type Period = NonNullable<NonNullable<ListAuditEventsData['query']>['period']>

/** The list of what people did. `events` is all that can be on it; `people` are the e-mail addresses of those whom it names. */
export function auditList(events: string[], people: Record<string, string>) {
  const nameOf = (id: string) => people[id] ?? id
  return defineList<AuditEntry, AuditOrder, { event: string; period: Period }>({
    path: href('/admin/audit'),
    one: 'event',
    many: 'events',
    titleOf: ({ name }) => inWords(name),
    defaultOrder: '-created_at',
    filters: {
      event: { label: 'What', choices: events.map((value) => ({ value, label: inWords(value) })) },
      period: {
        label: 'When',
        choices: [
          { value: 'day', label: 'Last day' },
          { value: 'week', label: 'Last week' },
          { value: 'month', label: 'Last month' },
        ],
      },
    },
    columns: [
      {
        header: 'What',
        kind: 'main',
        cell: (entry) => (
          <>
            <p className="leading-snug font-medium text-foreground">{inWords(entry.name)}</p>
            <p className="mt-1 text-sm break-words text-muted-foreground">{described(entry, nameOf)}</p>
          </>
        ),
      },
      {
        header: 'From',
        kind: 'wide',
        cell: ({ address }) => <span className="break-all">{address}</span>,
      },
      {
        header: 'When',
        cell: ({ created_at: time }) => <RelativeTime time={time} />,
        orders: [
          { value: '-created_at', label: 'Latest' },
          { value: 'created_at', label: 'Earliest' },
        ],
      },
    ],
  })
}

/** `user_suspended` as "User suspended"; abbreviations as people write them. */
function inWords(name: string): string {
  const words = name
    .replaceAll('_', ' ')
    .replace(/\bapi\b/, 'API')
    .replace(/\bemail\b/, 'e-mail')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function described(entry: AuditEntry, nameOf: (id: string) => string): string {
  const { user_id: user, actor_id: actor, acting_as_id: as, details } = entry
  const parts = [
    user && nameOf(user),
    actor && actor !== user && `by ${nameOf(actor)}`,
    as && as !== user && `as ${nameOf(as)}`,
    ...Object.entries(details).map(([name, value]) => `${name.replaceAll('_', ' ')}: ${String(value)}`),
  ]
  return parts.filter(Boolean).join(' · ')
}
