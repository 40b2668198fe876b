import instrumentSans from '@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2?url'
import type { ReactNode } from 'react'
import { Links, Meta, Outlet, Scripts, ScrollRestoration } from 'react-router'

import './app.css'
import { LazyToaster } from '~/components/lazy-toaster'
import { Mark } from '~/components/mark'
import { NavigationProgress } from '~/components/navigation-progress'
import { PageAnnouncer } from '~/components/page-announcer'
import { SkipLink } from '~/components/skip-link'
import { useTheme } from '~/hooks/use-theme'
import { themeScript } from '~/lib/theme'
import { socialMeta } from '~/utils/page-meta'

import type { Route } from './+types/root'

export { ErrorPage as ErrorBoundary } from '~/components/error-page'

export const links: Route.LinksFunction = () => [
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  { rel: 'apple-touch-icon', href: '/apple-touch-icon.png' },
  { rel: 'preload', href: instrumentSans, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
]

export const meta: Route.MetaFunction = () => socialMeta()

export function Layout({ children }: { children: ReactNode }) {
  return (
    // The script in the head may add the class of the dark theme before React takes over.
    <html lang="en" suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbfaf7" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#0e110f" />
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  )
}

export default function Root() {
  useTheme()
  return (
    <>
      <SkipLink />
      <PageAnnouncer />
      <NavigationProgress />
      <Outlet />
      <LazyToaster />
    </>
  )
}

/** Shown while the first page is on its way. That is nearly always too short for a picture of waiting, so it comes late. */
export function HydrateFallback() {
  return (
    <div className="grid min-h-dvh place-items-center">
      <Mark className="size-10 animate-late" />
      <p className="sr-only">Loading…</p>
    </div>
  )
}
