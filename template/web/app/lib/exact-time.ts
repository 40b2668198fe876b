let timeZone: string | undefined

/** The zone by which times are told from now on; null for the browser's own. */
export function setTimeZone(name: string | null): void {
  timeZone = name ?? undefined
}

export function browserTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** "Friday, January 2, 2026 at 4:04 AM", by the clock of whoever is signed in. */
export function exactTime(time: Date): string {
  const options = { dateStyle: 'full', timeStyle: 'short' } as const
  try {
    return new Intl.DateTimeFormat('en', { ...options, timeZone }).format(time)
  } catch {
    // The server knows zones that this browser has never heard of.
    return new Intl.DateTimeFormat('en', options).format(time)
  }
}
