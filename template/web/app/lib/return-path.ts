import { checkedHref, type Href } from './href'

// Any origin will do: it only shows whether a path leaves the site that it is resolved against.
const someOrigin = 'http://this-site.invalid'

/** A path of this site that can safely be navigated to, or null for anything that leads, or could lead, elsewhere. */
export function safeReturnPath(candidate: string | null | undefined): Href | null {
  if (!candidate || !candidate.startsWith('/')) return null
  // Browsers read "\" as "/" and drop control characters, so "/\evil" and "/<tab>/evil" are addresses of other sites.
  if (/[\\\p{Cc}]/u.test(candidate)) return null
  if (!URL.canParse(candidate, someOrigin)) return null
  const url = new URL(candidate, someOrigin)
  // "/.//evil" stays on this origin but its normalised path would be read as an address of another site.
  if (url.origin !== someOrigin || url.pathname.startsWith('//')) return null
  // "/%2Fevil" is an address of another site to whoever decodes it on the way.
  const path = candidate.replace(/[?#].*/, '')
  const decoded = decodedOnce(path)
  if (decoded !== path && !safeReturnPath(decoded)) return null
  return checkedHref(url.pathname + url.search + url.hash)
}

function decodedOnce(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
