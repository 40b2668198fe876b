import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { UsersRound } from 'lucide-react'

import { PageHeader } from '~/components/page-header'
import { listQuery } from '~/components/resource-list/list-address'
import { ResourceList } from '~/components/resource-list/resource-list'
import { useResourceList } from '~/components/resource-list/use-resource-list'
import { Message } from '~/components/ui/message'
import { preload } from '~/configuration/preload'
import { listUsersOptions } from '~/generated/@tanstack/react-query.gen'
import { privateMeta } from '~/utils/page-meta'

import { AdminArea } from '../components/admin-area'
import { userList } from '../components/user-list'
import type { Route } from './+types/users'

export const meta = () => privateMeta('People')

export async function clientLoader({ request }: Pick<Route.ClientLoaderArgs, 'request'>) {
  await preload(listUsersOptions({ query: listQuery(userList, new URL(request.url).searchParams) }))
}

export default function UsersPage() {
  return (
    <AdminArea permission="see_users">
      <PageHeader title="People" />
      <People />
    </AdminArea>
  )
}

function People() {
  const list = useResourceList(userList)
  const result = useQuery({ ...listUsersOptions({ query: list.query }), placeholderData: keepPreviousData })
  return (
    <ResourceList
      list={list}
      result={result}
      empty={<Message icon={UsersRound} title="There is nobody yet" />}
    />
  )
}
