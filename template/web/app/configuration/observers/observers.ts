/**
 * Who watches the page: error reports and product analytics, each fetched only when the server names its address.
 * What happens before they have arrived is kept for them.
 */

export type Observer = {
  report?: (error: unknown) => void
  /** Somebody is signed in now; null: nobody is. */
  identify: (userId: string | null) => void
}

const observers: Promise<Observer>[] = []

function tellAll(tell: (observer: Observer) => void): void {
  // One that cannot be fetched misses what it would have been told; the page does not suffer for it.
  for (const observer of observers) void observer.then(tell).catch(() => {})
}

export function reportError(error: unknown): void {
  tellAll((observer) => observer.report?.(error))
}

export function identifyPerson(userId: string | null): void {
  tellAll((observer) => observer.identify(userId))
}

/** The server names addresses in the page when it serves it, because the page is built once for all places. */
export function startObservers(): void {
  const named = document.querySelector<HTMLMetaElement>('meta[name="observers"]')?.dataset ?? {}
  const { release, environment, sentryDsn: dsn, posthogKey: key, posthogHost: host } = named
  if (dsn && release && environment) {
    const stopKeeping = keepEarlyErrors()
    observers.push(
      import('./sentry').then(({ startSentry }) => {
        const observer = startSentry({ dsn, release, environment })
        stopKeeping()
        return observer
      }),
    )
  }
  if (key && host && !refusesTracking()) {
    observers.push(import('./posthog').then(({ startPostHog }) => startPostHog({ key, host })))
  }
}

/** Passes on what goes wrong until the returned function is called. */
function keepEarlyErrors(): () => void {
  const onError = ({ error }: ErrorEvent) => reportError(error)
  const onRejection = ({ reason }: PromiseRejectionEvent) => reportError(reason)
  window.addEventListener('error', onError)
  window.addEventListener('unhandledrejection', onRejection)
  return () => {
    window.removeEventListener('error', onError)
    window.removeEventListener('unhandledrejection', onRejection)
  }
}

/** Whether this browser was told to ask sites not to follow the person. */
function refusesTracking(): boolean {
  const refusesSale = 'globalPrivacyControl' in navigator && navigator.globalPrivacyControl === true
  return navigator.doNotTrack === '1' || refusesSale
}
