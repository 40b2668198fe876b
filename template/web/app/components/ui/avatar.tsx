import { useState } from 'react'

import { cn } from '~/lib/class-names'

type AvatarProps = {
  name: string
  /** Which picture of the person who is signed in there is, as the server says. */
  picture?: string | null
  size?: 'small' | 'large'
  className?: string
}

/** A person in a circle: their picture, or the initials of their name. */
export function Avatar({ name, picture = null, size = 'small', className }: AvatarProps) {
  const [failed, setFailed] = useState<string | null>(null)
  return (
    <span
      aria-hidden
      className={cn(
        'grid shrink-0 place-items-center overflow-hidden rounded-full bg-primary-soft font-semibold text-primary-soft-foreground',
        size === 'large' ? 'size-20 text-2xl' : 'size-8 text-xs',
        className,
      )}
    >
      {picture !== null && picture !== failed ? (
        <img
          src={`/api/accounts/me/picture/${size}?version=${encodeURIComponent(picture)}`}
          alt=""
          className="size-full object-cover"
          onError={() => setFailed(picture)}
        />
      ) : (
        initialsOf(name)
      )}
    </span>
  )
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  // Array.from takes whole characters, so that an emoji or a rare letter is not cut in half.
  return ends
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toUpperCase()
}
