import { features } from '~/features'

/** Whether a session may be kept by somebody else than this site, and taken up again. */
export const mayBeResumed = () => features.some(({ resume }) => resume)

/** Takes such a session up again; whether there was one. */
export async function resumeSession(): Promise<boolean> {
  for (const { resume } of features) if (await resume?.().catch(() => false)) return true
  return false
}
