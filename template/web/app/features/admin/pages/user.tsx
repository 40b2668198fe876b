import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { useParams } from 'react-router'

import { PageHeader } from '~/components/page-header'
import { QueryFailure } from '~/components/query-failure'
import { RelativeTime } from '~/components/relative-time'
import { BackToList } from '~/components/resource-list/back-to-list'
import { SettingsSection } from '~/components/settings-section'
import { Card } from '~/components/ui/card'
import { Skeleton } from '~/components/ui/skeleton'
import { preload } from '~/configuration/preload'
import { useCurrentUser } from '~/features/accounts/hooks/use-current-user'
import { showUserOptions } from '~/generated/@tanstack/react-query.gen'
import type { ManagedUser } from '~/generated/types.gen'
import { href } from '~/lib/href'
import { privateMeta } from '~/utils/page-meta'

import { AdminArea } from '../components/admin-area'
import { BecomeSection } from '../components/become-section'
import { RoleSection } from '../components/role-section'
import { SuspensionSection } from '../components/suspension-section'
import { added } from '../helpers/person-sections'
import { roleLabel } from '../utils/roles'
import type { Route } from './+types/user'

export const meta = () => privateMeta('Person')

export async function clientLoader({ params }: Pick<Route.ClientLoaderArgs, 'params'>) {
  await preload(showUserOptions({ path: { user_id: params.userId } }))
}

export default function UserPage() {
  return (
    <AdminArea permission="see_users">
      <BackToList to={href('/admin/users')} label="People" />
      <Person />
    </AdminArea>
  )
}

function Person() {
  const { userId = '' } = useParams()
  const { data, error, isFetching, refetch } = useQuery(showUserOptions({ path: { user_id: userId } }))
  if (data) return <Known user={data} />
  if (error) {
    return (
      <QueryFailure
        heading="h1"
        title="This person could not be shown"
        error={error}
        onRetry={refetch}
        retrying={isFetching}
      />
    )
  }
  return (
    <div role="status" aria-label="Loading the person" className="grid gap-6">
      <Skeleton className="h-10 w-1/2" />
      <Skeleton className="h-72" />
    </div>
  )
}

function Known({ user }: { user: ManagedUser }) {
  const { data: me } = useCurrentUser()
  const may = me?.permissions ?? []
  const isMe = me?.id === user.id
  return (
    <>
      <PageHeader title={user.name} description={user.email} />
      <Card className="divide-y">
        <SettingsSection title="Account" description="What is known of them.">
          <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 text-sm">
            <dt className="text-muted-foreground">Role</dt>
            <dd>{roleLabel(user.role)}</dd>
            <dt className="text-muted-foreground">Joined</dt>
            <dd>
              <RelativeTime time={user.created_at} />
            </dd>
            <dt className="text-muted-foreground">State</dt>
            <dd>
              {user.suspended_at ? (
                <>
                  Suspended <RelativeTime time={user.suspended_at} />
                </>
              ) : (
                !user.leaves_at && 'Active'
              )}
              {user.leaves_at && (
                <p>
                  Has left, and is erased <RelativeTime time={user.leaves_at} />
                </p>
              )}
            </dd>
          </dl>
        </SettingsSection>
        {may.includes('change_roles') && <RoleSection key={user.role} user={user} />}
        {may.includes('suspend_users') && !isMe && <SuspensionSection user={user} />}
        {may.includes('suspend_users') && user.role === 'member' && !isMe && (
          <Suspense>
            {added.sections.map(({ name, Section }) => (
              <Section key={name} user={user} />
            ))}
          </Suspense>
        )}
        {may.includes('become_users') && mayBeBecome(user) && !isMe && <BecomeSection user={user} />}
      </Card>
    </>
  )
}

function mayBeBecome({ role, suspended_at, leaves_at }: ManagedUser) {
  return role === 'member' && !suspended_at && !leaves_at
}
