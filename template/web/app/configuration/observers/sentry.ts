import {
  breadcrumbsIntegration,
  captureException,
  dedupeIntegration,
  globalHandlersIntegration,
  init,
  linkedErrorsIntegration,
  setUser,
  type ErrorEvent,
  type EventHint,
} from '@sentry/browser'
import { isRouteErrorResponse } from 'react-router'

import { ApiProblem } from '~/lib/problem'
import { scrub } from '~/lib/scrub'

import type { Observer } from './observers'

/** Reports what goes wrong here without anybody's intention, and which of our requests it was about. */
export function startSentry(options: { dsn: string; release: string; environment: string }): Observer {
  init({
    ...options,
    // What is not listed here is not collected: no clicks, no console, no headers, no addresses with their queries.
    defaultIntegrations: false,
    integrations: [
      globalHandlersIntegration(),
      linkedErrorsIntegration(),
      dedupeIntegration(),
      breadcrumbsIntegration({ dom: false, sentry: false }),
    ],
    dataCollection: {
      userInfo: false,
      cookies: false,
      httpHeaders: false,
      httpBodies: [],
      urlQueryParams: false,
    },
    sendClientReports: false,
    beforeBreadcrumb: (breadcrumb) => scrub(breadcrumb),
    beforeSend: complete,
  })
  return {
    report: (error) => void captureException(error),
    identify: (userId) => setUser(userId === null ? null : { id: userId }),
  }
}

function complete(event: ErrorEvent, { originalException: error }: EventHint): ErrorEvent | null {
  if (isExpected(error)) return null
  const requestId = requestIdOf(error)
  return {
    ...scrub(event),
    // A release that is named after the project, `product@1.2.0`, looks like an address.
    release: event.release,
    tags: requestId === null ? {} : { request_id: requestId },
    request: { url: window.location.origin + window.location.pathname },
  }
}

/** Whether the page knows what to make of it: every refusal of the API, a page that does not exist. */
function isExpected(error: unknown): boolean {
  if (error instanceof ApiProblem) return error.code !== 'internal_error'
  if (error instanceof DOMException) return error.name === 'AbortError'
  return isRouteErrorResponse(error) && error.status < 500
}

function requestIdOf(error: unknown): string | null {
  if (error instanceof ApiProblem) return error.requestId
  return error instanceof Error && error.cause !== undefined ? requestIdOf(error.cause) : null
}
