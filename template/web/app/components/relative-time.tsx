import { useEffect, useState } from 'react'

import { exactTime } from '~/lib/exact-time'
import { relativeTime } from '~/lib/relative-time'

/** "3 minutes ago", kept current, with the exact time as its tooltip. `time` is an ISO 8601 instant. */
export function RelativeTime({ time }: { time: string }) {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60_000)
    return () => clearInterval(timer)
  }, [])
  const date = new Date(time)
  return (
    <time dateTime={time} title={exactTime(date)}>
      {relativeTime(date, now)}
    </time>
  )
}
