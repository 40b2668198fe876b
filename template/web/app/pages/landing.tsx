import { ArrowRight } from 'lucide-react'
import { useEffect } from 'react'
import { useLoaderData, useRevalidator } from 'react-router'

import { HighlightGrid } from '~/components/landing/highlight-grid'
import { ProductPreview } from '~/components/landing/product-preview'
import { Link } from '~/components/link'
import { PublicHeader } from '~/components/public-header'
import { Button } from '~/components/ui/button'
import { projectDescription, projectEmail, projectName, projectOrigin } from '~/configuration/project'
import { knownUser } from '~/features/accounts/utils/known-user'
import { watchOtherTabs } from '~/features/accounts/utils/signed-in-hint'
import { href } from '~/lib/href'
import { homePath } from '~/utils/navigation'
import { socialMeta } from '~/utils/page-meta'

export const meta = () => [
  ...socialMeta(),
  { tagName: 'link', rel: 'canonical', href: projectOrigin + href('/') },
]

export const clientLoader = knownUser

export default function LandingPage() {
  const user = useLoaderData<typeof clientLoader>()
  const { revalidate } = useRevalidator()
  useEffect(() => watchOtherTabs(() => void revalidate()), [revalidate])
  return (
    <div className="flex min-h-dvh flex-col">
      <PublicHeader>
        {user ? (
          <Button asChild>
            <Link to={homePath()}>Open {projectName}</Link>
          </Button>
        ) : (
          <>
            <Button asChild variant="ghost">
              <Link to={href('/sign-in')}>Sign in</Link>
            </Button>
            <Button asChild className="max-sm:hidden">
              <Link to={href('/sign-up')}>Create an account</Link>
            </Button>
          </>
        )}
      </PublicHeader>
      <main id="main" tabIndex={-1} className="flex-1">
        <section className="mx-auto grid max-w-6xl items-center gap-14 px-5 pt-14 pb-20 sm:px-8 md:pt-20 lg:grid-cols-[1.05fr_1fr] lg:gap-20 lg:pt-24 lg:pb-28">
          <div>
            <h1 className="font-serif text-[2.75rem] leading-[1.06] font-medium tracking-[-0.02em] text-balance sm:text-6xl">
              {projectDescription}
            </h1>
            <p className="mt-6 max-w-lg text-lg leading-relaxed text-pretty text-muted-foreground">
              {user
                ? `Welcome back, ${user.name}. Everything is where you left it.`
                : 'Ready in the time it takes to type your name. All you need is an e-mail address.'}
            </p>
            <div className="mt-9 flex flex-wrap items-center gap-x-6 gap-y-4">
              {user ? (
                <Button asChild size="large">
                  <Link to={homePath()}>
                    Continue
                    <ArrowRight aria-hidden />
                  </Link>
                </Button>
              ) : (
                <>
                  <Button asChild size="large">
                    <Link to={href('/sign-up')}>
                      Create your account
                      <ArrowRight aria-hidden />
                    </Link>
                  </Button>
                  <Button asChild variant="link" className="text-base">
                    <Link to={href('/sign-in')}>I have one already</Link>
                  </Button>
                </>
              )}
            </div>
          </div>
          <ProductPreview />
        </section>
        <HighlightGrid />
      </main>
      <footer className="border-t">
        <div className="mx-auto flex max-w-6xl flex-wrap justify-between gap-x-8 gap-y-2 px-5 py-8 text-sm text-muted-foreground sm:px-8">
          <p>{projectName}</p>
          <a
            href={`mailto:${projectEmail}`}
            className="rounded-sm underline-offset-4 outline-none hover:text-foreground hover:underline focus-visible:ring-2 focus-visible:ring-ring"
          >
            {projectEmail}
          </a>
        </div>
      </footer>
    </div>
  )
}
