import type { SessionPublic } from '~/generated/types.gen'
import { makeUser } from '~tests/factories'
import { answer, json } from '~tests/server'

/** Answers all that the page asks for, as for somebody who has a password and nothing more. */
export function answerSecurityPage(sessions: SessionPublic[]): void {
  answer({
    'GET /api/accounts/me': () => json(makeUser()),
    'GET /api/sessions': () => json(sessions),
    'GET /api/sessions/passkeys': () => json([]),
    'GET /api/sessions/social/providers': () => json([]),
    'GET /api/sessions/social/identities': () => json([]),
    'GET /api/sessions/two-factor': () => json({ on_since: null, recovery_codes_left: 0 }),
  })
}
