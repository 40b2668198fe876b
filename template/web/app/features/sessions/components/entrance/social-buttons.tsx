import { useEffect, useId, useState } from 'react'

import { Button } from '~/components/ui/button'
import type { ProviderPublic } from '~/generated/types.gen'
import { messageOf } from '~/lib/problem'
import { showToast } from '~/lib/toasts'

/** The ways in through an account elsewhere. Where none is configured, nothing of it shows. */
export function SocialButtons({ returnPath }: { returnPath: string | null }) {
  const [providers, setProviders] = useState<ProviderPublic[]>([])
  const [busy, setBusy] = useState<string | null>(null)
  const label = useId()

  useEffect(() => {
    void offeredProviders().then(setProviders)
  }, [])

  async function goTo(provider: ProviderPublic) {
    setBusy(provider.name)
    try {
      const { leaveToSignIn } = await import('../../helpers/elsewhere')
      await leaveToSignIn(provider.name, returnPath)
    } catch (error) {
      showToast('failure', messageOf(error))
    }
    setBusy(null)
  }

  if (providers.length === 0) return null
  return (
    <div role="group" aria-labelledby={label} className="mt-8 grid gap-3">
      <p id={label} className="text-center text-sm text-muted-foreground">
        Or go on with an account at
      </p>
      {providers.map((provider) => (
        <Button
          key={provider.name}
          variant="secondary"
          size="large"
          busy={busy === provider.name}
          onClick={() => void goTo(provider)}
        >
          {provider.label}
        </Button>
      ))}
    </div>
  )
}

/** Asked by hand, because the client of the whole API is far larger than this page. Without an answer there are none. */
async function offeredProviders(): Promise<ProviderPublic[]> {
  try {
    const answer = await fetch(new URL('/api/sessions/social/providers', window.location.origin))
    return answer.ok ? await answer.json() : []
  } catch {
    return []
  }
}
