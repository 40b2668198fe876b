import { useState, type ComponentType } from 'react'

import { features } from '~/features'
import { ApiProblem } from '~/lib/problem'
import type { ConfirmationDialogProps } from '~/utils/feature'

type Question = { answer: (confirmed: boolean) => void }

/**
 * For deeds that the server allows only to somebody who has just shown that it is them. `confirmed(deed)` does the deed; if
 * the server wants to be sure first, it asks in the way in which people sign in here, and does the deed once more. Show
 * `dialog` on the page, outside of any form.
 */
export function useConfirmation() {
  const [question, setQuestion] = useState<Question | null>(null)
  // Fetched when it is needed for the first time, which is seldom.
  const [loaded, setLoaded] = useState<{ Dialog: ComponentType<ConfirmationDialogProps> } | null>(null)

  async function confirmed<Result>(deed: () => Promise<Result>): Promise<Result> {
    try {
      return await deed()
    } catch (error) {
      if (!(error instanceof ApiProblem && error.code === 'confirmation_required')) throw error
      const way = features.find((feature) => feature.confirmation)
      if (!way?.confirmation) throw error
      setLoaded({ Dialog: (await way.confirmation()).ConfirmationDialog })
      const yes = await new Promise<boolean>((resolve) => setQuestion({ answer: resolve }))
      setQuestion(null)
      if (!yes) throw error
      return deed()
    }
  }

  const dialog = loaded && (
    <loaded.Dialog open={question !== null} onAnswer={(yes) => question?.answer(yes)} />
  )
  return { confirmed, dialog }
}
