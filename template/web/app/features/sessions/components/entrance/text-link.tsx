import type { ComponentProps } from 'react'

import { Link } from '~/components/link'

export function TextLink(properties: ComponentProps<typeof Link>) {
  return (
    <Link
      className="rounded-sm font-medium text-primary underline-offset-4 outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
      {...properties}
    />
  )
}
