import { AnalyticsExtensions } from 'posthog-js/dist/extension-bundles'
import { posthog } from 'posthog-js/dist/module.slim.no-external'

import { scrub } from '~/lib/scrub'

import type { Observer } from './observers'

/**
 * Counts visits of pages. It fetches nothing but what is sent, and knows people by their id alone. Nothing is kept in the
 * browser, so it needs nobody's consent for that; a stranger is another one after each visit.
 */
export function startPostHog({ key, host }: { key: string; host: string }): Observer {
  posthog.init(key, {
    api_host: host,
    capture_pageview: 'history_change',
    __extensionClasses: { historyAutocapture: AnalyticsExtensions.historyAutocapture },
    autocapture: false,
    capture_pageleave: false,
    capture_performance: false,
    disable_session_recording: true,
    disable_surveys: true,
    advanced_disable_flags: true,
    disable_external_dependency_loading: true,
    person_profiles: 'identified_only',
    persistence: 'memory',
    before_send: (event) => {
      // `token` is the key itself, by which PostHog knows whose event it is.
      return event && { ...scrub(event), properties: { ...scrub(event.properties), token: key } }
    },
  })
  let known = false
  return {
    identify: (userId) => {
      if (userId !== null) posthog.identify(userId)
      else if (known) posthog.reset()
      known = userId !== null
    },
  }
}
