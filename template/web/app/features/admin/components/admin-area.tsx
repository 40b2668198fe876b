import { ListChecks, Lock, ScrollText, UsersRound } from 'lucide-react'
import type { ReactNode } from 'react'

import { AreaNavigation } from '~/components/area-navigation'
import { Link } from '~/components/link'
import { Button } from '~/components/ui/button'
import { Message } from '~/components/ui/message'
import { useCurrentUser } from '~/features/accounts/hooks/use-current-user'
import type { Permission } from '~/generated/types.gen'
import { href } from '~/lib/href'

const entries = [
  { to: href('/admin/users'), label: 'People', icon: UsersRound, permission: 'see_users' },
  { to: href('/admin/audit'), label: 'Audit trail', icon: ScrollText, permission: 'see_audit' },
] as const

// The server's own page, so that it works when this one does not.
const jobs = { address: '/api/admin/jobs', label: 'Jobs', icon: ListChecks }

type AdminAreaProps = {
  /** Whoever does not have it is told so, instead of being shown the page. */
  permission: Permission
  children: ReactNode
}

/** What surrounds the pages of administration. */
export function AdminArea({ permission, children }: AdminAreaProps) {
  const { data: me } = useCurrentUser()
  if (!me) return null
  const may = (wanted: Permission) => me.permissions.includes(wanted)
  if (!may(permission)) return <NotOpen />
  return (
    <>
      <AreaNavigation
        label="Administration"
        entries={entries.filter((entry) => may(entry.permission))}
        beyond={may('look_after_jobs') ? [jobs] : []}
      />
      {children}
    </>
  )
}

function NotOpen() {
  return (
    <Message
      icon={Lock}
      heading="h1"
      title="This is not open to you"
      actions={
        <Button asChild>
          <Link to={href('/')}>Go to the start page</Link>
        </Button>
      }
    >
      It is for people who look after everybody. Ask one of them if you should be one, too.
    </Message>
  )
}
