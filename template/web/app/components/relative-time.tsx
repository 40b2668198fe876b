import { useEffect, useState } from 'react'

import { relativeTime } from '~/lib/relative-time'

const exact = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'short' })

/** "3 minutes ago", kept current, with the exact time as its tooltip. `time` is an ISO 8601 instant. */
export function RelativeTime({ time }: { time: string }) {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60_000)
    return () => clearInterval(timer)
  }, [])
  const date = new Date(time)
  return (
    <time dateTime={time} title={exact.format(date)}>
      {relativeTime(date, now)}
    </time>
  )
}
