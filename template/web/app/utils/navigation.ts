import { features } from '~/features'

/** Where a signed-in person lands: the first entry of the navigation. */
export function homePath(): string {
  return navigationEntries()[0]?.path ?? '/'
}

export function navigationEntries() {
  return features.flatMap((feature) => feature.navigation ?? [])
}
