const units: [Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['week', 7 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
]

const formatter = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/** "3 minutes ago", "yesterday"; a time within the last minute, or slightly ahead of this clock, is "just now". */
export function relativeTime(time: Date, now: Date = new Date()): string {
  const seconds = (time.getTime() - now.getTime()) / 1000
  for (const [unit, secondsPerUnit] of units) {
    if (Math.abs(seconds) >= secondsPerUnit)
      return formatter.format(Math.trunc(seconds / secondsPerUnit), unit)
  }
  return 'just now'
}
