import { vi } from 'vitest'

import { features } from '~/features'
import { problemFromResponse } from '~/lib/problem'

/** Answers what ends the session, however people sign in. */
export function answerSignOut(response: () => Response): void {
  for (const feature of features) {
    if (!feature.signOut) continue
    vi.spyOn(feature, 'signOut').mockImplementation(async () => {
      const answered = response()
      if (!answered.ok) throw await problemFromResponse(answered)
    })
  }
}
