import { VenetianMask } from 'lucide-react'
import { useEffect } from 'react'

import { Button } from '~/components/ui/button'
import { useGoBack } from '~/features/admin/hooks/use-impersonation'

type ImpersonationBannerProps = {
  /** Who somebody else is signed in as. */
  name: string
  /** When that ends by itself, as an ISO 8601 instant. */
  until: string
}

/** Tells on every page that one is somebody else, and leads back. */
export function ImpersonationBanner({ name, until }: ImpersonationBannerProps) {
  const { mutate, isPending } = useGoBack()
  useEffect(() => {
    const timer = setTimeout(() => mutate({}), new Date(until).getTime() - Date.now())
    return () => clearTimeout(timer)
  }, [until, mutate])
  return (
    <aside
      aria-label="Signed in as somebody else"
      className="sticky top-17 z-10 mb-6 flex flex-wrap items-center justify-between gap-3 rounded-lg border bg-card px-4 py-3 shadow-sm md:top-4"
    >
      <p className="flex min-w-0 items-center gap-2.5 text-sm">
        <VenetianMask aria-hidden className="size-5 shrink-0 text-primary" />
        <span className="min-w-0 break-words">
          You are signed in as <strong className="font-semibold">{name}</strong>. What you do here, they did.
        </span>
      </p>
      <Button variant="secondary" busy={isPending} onClick={() => mutate({})}>
        Back to your account
      </Button>
    </aside>
  )
}
