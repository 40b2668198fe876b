import type { EnsureQueryDataOptions, QueryKey } from '@tanstack/react-query'

import { queryClient } from '~/configuration/query-client'
import { currentUserQuery } from '~/features/accounts/session'

/**
 * For the `clientLoader` of a signed-in page, and for links: begins to load what the page shows while its code is still on
 * its way. Between pages the former one stays until the answers are here, so that quick ones show no placeholder; what is
 * known already is shown at once and refreshed behind it. On the first page placeholders are better than nothing.
 *
 * It never fails: the page asks for the same data, and says what is wrong.
 */
export async function preload<Data, Failure, Key extends QueryKey>(
  query: EnsureQueryDataOptions<Data, Failure, Data, Key>,
): Promise<void> {
  const isFirstPage = queryClient.getQueryData(currentUserQuery.queryKey) === undefined
  const loading = queryClient.ensureQueryData({ ...query, revalidateIfStale: true }).then(
    () => {},
    () => {},
  )
  if (!isFirstPage) await loading
}
