import { CloudOff, FileX2, Hourglass, Lock, TriangleAlert, WifiOff, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

import { Button } from '~/components/ui/button'
import { Message } from '~/components/ui/message'
import { useTimelyRetry } from '~/hooks/use-timely-retry'
import { ApiProblem, messageOf, remedyOf } from '~/lib/problem'

type QueryFailureProps = {
  /** What could not be done, as a title. */
  title: string
  error: unknown
  onRetry: () => unknown
  retrying?: boolean
  /** `h1` when it is the whole page. */
  heading?: 'h1' | 'h2'
  /** Ways on besides trying again. */
  actions?: ReactNode
}

/** Stands in the place of content that could not be loaded: says why, and what helps. */
export function QueryFailure({
  title,
  error,
  onRetry,
  retrying = false,
  heading = 'h2',
  actions,
}: QueryFailureProps) {
  useTimelyRetry(error, onRetry)
  const remedy = remedyOf(error)
  const { icon, ownTitle, ownText } = portraitOf(error)
  return (
    <Message
      icon={icon}
      title={ownTitle ?? title}
      heading={heading}
      role="alert"
      tone={remedy === 'none' ? 'calm' : 'failure'}
      actions={
        <>
          {remedy !== 'none' && (
            <Button busy={retrying} onClick={() => void onRetry()}>
              {remedy === 'reload' ? 'Show what is there now' : 'Try again'}
            </Button>
          )}
          {actions}
        </>
      }
    >
      {ownText ?? messageOf(error)}
      {remedy === 'time' && <span className="block">This page tries again by itself.</span>}
    </Message>
  )
}

type Portrait = { icon: LucideIcon; ownTitle?: string; ownText?: string }

/** How a failure looks. Some have a title of their own, because nothing has failed: that is the answer. */
function portraitOf(error: unknown): Portrait {
  switch (error instanceof ApiProblem ? error.status : null) {
    case 0:
      return { icon: WifiOff }
    case 403:
      return { icon: Lock, ownTitle: 'This is not open to you' }
    case 404:
      return {
        icon: FileX2,
        ownTitle: 'There is nothing here',
        ownText: 'It may be gone, or its address has a mistake.',
      }
    case 429:
      return { icon: Hourglass, ownTitle: 'That was a little fast' }
    case 502:
    case 503:
    case 504:
      return { icon: CloudOff }
    default:
      return { icon: TriangleAlert }
  }
}
