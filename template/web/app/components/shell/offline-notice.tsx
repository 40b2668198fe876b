import { useSyncExternalStore } from 'react'

/** Says that there is no network, for as long as there is none. */
export function OfflineNotice() {
  const online = useSyncExternalStore(
    watchNetwork,
    () => navigator.onLine,
    () => true,
  )
  return (
    <div role="status">
      {!online && (
        <p className="mb-6 rounded-md bg-muted px-4 py-2.5 text-center text-sm">
          You are offline. What you see may be out of date, and nothing can be saved.
        </p>
      )}
    </div>
  )
}

function watchNetwork(listener: () => void) {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}
