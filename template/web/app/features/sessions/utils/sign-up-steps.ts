import { useLocation } from 'react-router'

/**
 * Whose address is being proved, or is, and the secret by which the server knows this browser. Who signs in elsewhere has a
 * name there.
 */
export type ProvedAddress = { email: string; secret: string; elsewhere?: { name: string } }

/**
 * What the step before this one has passed on. It is kept with the entry in the history: it survives a reload, and is gone
 * with the tab. Null for somebody who comes from elsewhere.
 */
export function usePassedOn(): ProvedAddress | null {
  const state: unknown = useLocation().state
  return isProvedAddress(state) ? state : null
}

function isProvedAddress(state: unknown): state is ProvedAddress {
  return (
    typeof state === 'object' &&
    state !== null &&
    'email' in state &&
    'secret' in state &&
    typeof state.email === 'string' &&
    typeof state.secret === 'string' &&
    (!('elsewhere' in state) || isName(state.elsewhere))
  )
}

function isName(value: unknown): value is { name: string } {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string'
}
