import { CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'

import { Button } from '~/components/ui/button'
import { Message } from '~/components/ui/message'
import { messageOf } from '~/lib/problem'

type QueryFailureProps = {
  /** What could not be done, as a title. */
  title: string
  error: unknown
  onRetry: () => unknown
  retrying?: boolean
  /** Ways on besides trying again. */
  actions?: ReactNode
}

/** Stands in the place of content that could not be loaded. */
export function QueryFailure({ title, error, onRetry, retrying = false, actions }: QueryFailureProps) {
  return (
    <Message
      icon={CloudOff}
      title={title}
      role="alert"
      tone="failure"
      actions={
        <>
          <Button busy={retrying} onClick={() => void onRetry()}>
            Try again
          </Button>
          {actions}
        </>
      }
    >
      {messageOf(error)}
    </Message>
  )
}
