import { lazy, Suspense, useSyncExternalStore } from 'react'

import { currentToasts, watchToasts } from '~/lib/toasts'

const Toaster = lazy(async () => ({ default: (await import('~/components/ui/toaster')).Toaster }))

/** The toaster, loaded with the first toast: a page that says nothing does not wait for it. */
export function LazyToaster() {
  const anything = useSyncExternalStore(watchToasts, hasToasts, () => false)
  return (
    anything && (
      <Suspense>
        <Toaster />
      </Suspense>
    )
  )
}

function hasToasts() {
  return currentToasts().length > 0
}
