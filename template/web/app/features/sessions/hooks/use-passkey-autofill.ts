import { useEffect, useEffectEvent } from 'react'

const approaches = ['pointermove', 'pointerdown', 'keydown'] as const

/**
 * Lets the browser offer passkeys among what it fills into a field with `autoComplete="username webauthn"`. It begins when a
 * hand approaches the page: whoever only looks at it fetches nothing for that.
 */
export function usePasskeyAutofill(onEntered: () => unknown) {
  const entered = useEffectEvent(onEntered)
  useEffect(() => {
    const waiting = new AbortController()
    const begin = () => {
      waiting.abort()
      import('../helpers/passkeys')
        .then(({ offerPasskeys }) => offerPasskeys(() => entered()))
        .catch(() => {})
    }
    for (const name of approaches) window.addEventListener(name, begin, { signal: waiting.signal })
    return () => waiting.abort()
  }, [])
}
