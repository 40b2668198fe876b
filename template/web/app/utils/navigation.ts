import { features } from '~/features'
import { href, type Href } from '~/lib/href'

/** Where a signed-in person lands: the first entry of the navigation. */
export function homePath(): Href {
  return href(navigationEntries()[0]?.path ?? '/')
}

export function navigationEntries() {
  return features.flatMap((feature) => feature.navigation ?? [])
}
