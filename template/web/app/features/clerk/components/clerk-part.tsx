import { useEffect, useRef, useState } from 'react'

import { Alert } from '~/components/ui/alert'
import { Skeleton } from '~/components/ui/skeleton'

import { isLetIn, loadClerk } from '../clerk'

type ClerkPartProps = {
  part: 'SignIn' | 'SignUp' | 'UserProfile'
  /** Where somebody is led who has signed in or up. */
  leadTo?: string
}

/** A form of Clerk's, drawn by its script. */
export function ClerkPart({ part, leadTo }: ClerkPartProps) {
  const place = useRef<HTMLDivElement>(null)
  const [state, setState] = useState<'loading' | 'here' | 'failed'>('loading')
  useEffect(() => {
    const node = place.current
    let left = false
    let takeAway = () => {}
    loadClerk().then(
      async (clerk) => {
        if (leadTo && (await isLetIn(clerk))) {
          // They were signed in all the while: the token of the last visit was over.
          if (!left) window.location.assign(leadTo)
          return
        }
        if (left || !node) return
        clerk[`mount${part}`](
          node,
          leadTo ? { forceRedirectUrl: leadTo, signUpForceRedirectUrl: leadTo } : {},
        )
        takeAway = () => clerk[`unmount${part}`](node)
        setState('here')
      },
      () => setState('failed'),
    )
    return () => {
      left = true
      takeAway()
    }
  }, [part, leadTo])
  return (
    <>
      {state === 'loading' && <Skeleton className="h-64" />}
      {state === 'failed' && (
        <Alert>
          Clerk, which keeps the accounts of this product, cannot be reached. Reload the page in a moment.
        </Alert>
      )}
      <div ref={place} />
    </>
  )
}
