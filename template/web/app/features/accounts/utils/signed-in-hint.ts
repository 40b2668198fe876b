import { identifyPerson } from '~/configuration/observers/observers'
const storageKey = 'signed-in-as'

/**
 * Whether somebody was signed in here when last seen. Only the server knows for sure (its cookie is not readable
 * here); the hint spares visitors of public pages a question that would fail.
 */
export function isProbablySignedIn(): boolean {
  try {
    return localStorage.getItem(storageKey) !== null
  } catch {
    return true
  }
}

export function rememberSignedIn(userId: string | null): void {
  identifyPerson(userId)
  try {
    if (userId === null) localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, userId)
  } catch {
    // Without storage there is no hint, and public pages ask the server.
  }
}

/** Calls back when somebody signs in or out in another tab. Returns the way to stop. */
export function watchOtherTabs(onChange: (userId: string | null) => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key === storageKey || event.key === null) onChange(event.key === null ? null : event.newValue)
  }
  window.addEventListener('storage', onStorage)
  return () => window.removeEventListener('storage', onStorage)
}
