import { useLocation } from 'react-router'

/** What the link in a mail holds, behind the `#`, which browsers send to nobody. */
export function useLinkToken(): string | null {
  const { hash } = useLocation()
  return new URLSearchParams(hash.slice(1)).get('token') || null
}
