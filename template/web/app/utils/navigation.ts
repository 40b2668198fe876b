import { features } from '~/features'
import type { Permission } from '~/generated/types.gen'
import { href, type Href } from '~/lib/href'

/** Where a signed-in person lands: the first entry of the navigation. */
export function homePath(): Href {
  return href(navigationEntries()[0]?.path ?? '/')
}

/** What everybody sees, and what is open to those who have these permissions. */
export function navigationEntries(permissions: Permission[] = []) {
  return features
    .flatMap((feature) => feature.navigation ?? [])
    .filter(({ permission }) => permission === undefined || permissions.includes(permission))
}
