import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Download, ScrollText } from 'lucide-react'
import { useSearchParams } from 'react-router'

import { PageHeader } from '~/components/page-header'
import { listQuery } from '~/components/resource-list/list-address'
import { ResourceList } from '~/components/resource-list/resource-list'
import { useResourceList } from '~/components/resource-list/use-resource-list'
import { Button } from '~/components/ui/button'
import { Message } from '~/components/ui/message'
import { Skeleton } from '~/components/ui/skeleton'
import { preload } from '~/configuration/preload'
import { listAuditEventNamesOptions, listAuditEventsOptions } from '~/generated/@tanstack/react-query.gen'
import { privateMeta } from '~/utils/page-meta'

import { AdminArea } from '../components/admin-area'
import { auditList } from '../components/audit-list'

export const meta = () => privateMeta('Audit trail')

export const clientLoader = () => preload(listAuditEventNamesOptions())

export default function AuditPage() {
  return (
    <AdminArea permission="see_audit">
      <Trail />
    </AdminArea>
  )
}

function Trail() {
  const { data: events, error } = useQuery(listAuditEventNamesOptions())
  if (events === undefined && !error) {
    return (
      <>
        <PageHeader title="Audit trail" />
        <div role="status" aria-label="Loading the audit trail">
          <Skeleton className="h-72" />
        </div>
      </>
    )
  }
  return <Events events={events ?? []} />
}

function Events({ events }: { events: string[] }) {
  const [parameters] = useSearchParams()
  const query = listQuery(auditList(events, {}), parameters)
  const result = useQuery({ ...listAuditEventsOptions({ query }), placeholderData: keepPreviousData })
  const list = useResourceList(auditList(events, result.data?.people ?? {}))
  return (
    <>
      <PageHeader
        title="Audit trail"
        actions={
          <Button variant="secondary" asChild>
            <a href={exportAddress(parameters)} download>
              <Download aria-hidden />
              Export as CSV
            </a>
          </Button>
        }
      />
      <ResourceList
        list={list}
        result={result}
        empty={<Message icon={ScrollText} title="Nothing has happened yet" />}
      />
    </>
  )
}

/** The file with all that the list's search and filters let through. */
function exportAddress(shown: URLSearchParams): string {
  const wanted = new URLSearchParams()
  for (const name of ['search', 'event', 'period']) {
    const value = shown.get(name)
    if (value) wanted.set(name, value)
  }
  return `/api/admin/audit/export.csv?${wanted}`
}
