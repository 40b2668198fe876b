import { Link } from '~/components/link'
import { RelativeTime } from '~/components/relative-time'
import { useListState } from '~/components/resource-list/back-to-list'
import { defineList } from '~/components/resource-list/list-definition'
import { preload } from '~/configuration/preload'
import { showUserOptions } from '~/generated/@tanstack/react-query.gen'
import type { ListUsersData, ManagedUser, Role } from '~/generated/types.gen'
import { href } from '~/lib/href'

import { roleLabel, roles } from '../utils/roles'

type UserState = NonNullable<NonNullable<ListUsersData['query']>['state']>
type UserOrder = NonNullable<NonNullable<ListUsersData['query']>['order']>

export const userList = defineList<ManagedUser, UserOrder, { state: UserState; role: Role }>({
  path: href('/admin/users'),
  one: 'person',
  many: 'people',
  titleOf: ({ name }) => name,
  defaultOrder: '-created_at',
  filters: {
    state: {
      label: 'State',
      choices: [
        { value: 'active', label: 'Active' },
        { value: 'suspended', label: 'Suspended' },
        { value: 'leaving', label: 'Leaving' },
      ],
    },
    role: { label: 'Role', choices: roles },
  },
  columns: [
    {
      header: 'Name',
      kind: 'main',
      cell: (user) => <UserName user={user} />,
      orders: [
        { value: 'name', label: 'Name, A to Z' },
        { value: '-name', label: 'Name, Z to A' },
      ],
    },
    {
      header: 'Role',
      kind: 'wide',
      cell: (user) => shutOut(user) ?? roleLabel(user.role),
    },
    {
      header: 'Joined',
      cell: (user) => <RelativeTime time={user.created_at} />,
      orders: [
        { value: '-created_at', label: 'Newest' },
        { value: 'created_at', label: 'Oldest' },
      ],
    },
  ],
})

/** Why somebody may not come in, if they may not. */
function shutOut(user: ManagedUser) {
  if (user.suspended_at) return 'Suspended'
  return user.leaves_at ? 'Leaving' : null
}

function UserName({ user }: { user: ManagedUser }) {
  return (
    <>
      <Link
        to={href('/admin/users/:userId', { userId: user.id })}
        state={useListState()}
        preload={() => preload(showUserOptions({ path: { user_id: user.id } }))}
        className="block truncate leading-snug font-medium text-foreground outline-none after:absolute after:inset-0 after:rounded-[inherit] focus-visible:after:ring-2 focus-visible:after:ring-ring focus-visible:after:ring-inset"
      >
        {user.name}
      </Link>
      <p className="mt-1 truncate text-sm text-muted-foreground">
        {user.email}
        {shutOut(user) && <span className="sm:hidden"> · {shutOut(user)}</span>}
      </p>
    </>
  )
}
