import { useEffect, useEffectEvent } from 'react'

import { ApiProblem, remedyOf } from '~/lib/problem'

const usualWaitSeconds = 5

/**
 * Tries again by itself where only time can help: after the wait that the server named, or a few seconds, and at once when
 * the network is back. Each failed attempt brings another error, and so begins the next wait.
 */
export function useTimelyRetry(error: unknown, onRetry: () => unknown): void {
  const retry = useEffectEvent(() => void onRetry())
  useEffect(() => {
    if (remedyOf(error) !== 'time') return undefined
    const wait = error instanceof ApiProblem ? error.retryAfterSeconds : null
    const timer = setTimeout(retry, (wait ?? usualWaitSeconds) * 1000)
    const onOnline = () => retry()
    window.addEventListener('online', onOnline)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('online', onOnline)
    }
  }, [error])
}
