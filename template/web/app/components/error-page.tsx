import { Compass, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { isRouteErrorResponse, useRouteError } from 'react-router'

import { BarePage } from '~/components/bare-page'
import { Link } from '~/components/link'
import { Button } from '~/components/ui/button'
import { Message } from '~/components/ui/message'
import { href } from '~/lib/href'
import { hasStatus, messageOf, ApiProblem } from '~/lib/problem'
import { pageTitle } from '~/utils/page-title'

export function NotFound() {
  return (
    <Page title="Page not found">
      <NotFoundMessage />
    </Page>
  )
}

/** What remains when the whole page crashes: says so, and offers the two ways on. */
export function ErrorPage() {
  const error = useRouteError()
  if (isMissing(error)) return <NotFound />
  return (
    <Page title="Something went wrong">
      <CrashMessage error={error} />
    </Page>
  )
}

/** The same where a page of the signed-in frame crashes: the frame, and with it the ways elsewhere, stay. */
export function ErrorInFrame() {
  const error = useRouteError()
  return isMissing(error) ? <NotFoundMessage /> : <CrashMessage error={error} />
}

function isMissing(error: unknown): boolean {
  return hasStatus(error, 404) || (isRouteErrorResponse(error) && error.status === 404)
}

function NotFoundMessage() {
  return (
    <Message
      icon={Compass}
      heading="h1"
      title="This page does not exist"
      actions={
        <Button asChild>
          <Link to={href('/')}>Go to the start page</Link>
        </Button>
      }
    >
      The address may be mistyped, or the page has moved.
    </Message>
  )
}

function CrashMessage({ error }: { error: unknown }) {
  return (
    <Message
      icon={TriangleAlert}
      heading="h1"
      title="Something went wrong"
      role="alert"
      tone="failure"
      actions={
        <>
          <Button onClick={() => window.location.reload()}>Load this page again</Button>
          <Button variant="secondary" asChild>
            <a href={href('/')}>Go to the start page</a>
          </Button>
        </>
      }
    >
      {error instanceof ApiProblem ? messageOf(error) : 'This page stopped working. What you saved is safe.'}
    </Message>
  )
}

function Page({ title, children }: { title: string; children: ReactNode }) {
  return (
    <BarePage>
      <title>{pageTitle(title)}</title>
      {children}
    </BarePage>
  )
}
