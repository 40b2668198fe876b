import { ChevronLeft, ChevronRight } from 'lucide-react'

import { Link } from '~/components/link'
import { Button } from '~/components/ui/button'
import type { Href } from '~/lib/href'

type PagerProps = {
  /** The addresses of the neighbouring pages; null where there is none. */
  previous: Href | null
  next: Href | null
}

/** The ways to the neighbouring pages of a list; nothing when it fits on one. */
export function Pager({ previous, next }: PagerProps) {
  if (previous === null && next === null) return null
  return (
    <nav aria-label="Pages" className="mt-6 flex justify-between gap-3">
      <Button asChild={previous !== null} variant="secondary" disabled={previous === null}>
        {previous === null ? (
          <PreviousLabel />
        ) : (
          <Link to={previous}>
            <PreviousLabel />
          </Link>
        )}
      </Button>
      <Button asChild={next !== null} variant="secondary" disabled={next === null}>
        {next === null ? (
          <NextLabel />
        ) : (
          <Link to={next}>
            <NextLabel />
          </Link>
        )}
      </Button>
    </nav>
  )
}

function PreviousLabel() {
  return (
    <>
      <ChevronLeft aria-hidden />
      Previous
    </>
  )
}

function NextLabel() {
  return (
    <>
      Next
      <ChevronRight aria-hidden />
    </>
  )
}
