import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach, beforeEach, vi } from 'vitest'

import { queryClient } from '~/configuration/query-client'
import { features } from '~/features'
import { currentToasts, dismissToast } from '~/lib/toasts'

import { completeBrowser, setDarkSystem } from './browser'
import { answerFetch, closeServer, refuse } from './server'

completeBrowser()
// What is waited for comes in milliseconds; on a machine that is busy otherwise it may take seconds.
configure({ asyncUtilTimeout: 4000 })
globalThis.fetch = answerFetch
for (const name of ['XMLHttpRequest', 'WebSocket', 'EventSource'] as const) {
  Object.defineProperty(globalThis, name, {
    configurable: true,
    value: function NoNetwork(url?: string) {
      refuse(`${name} ${url ?? ''}`)
    },
  })
}

beforeEach(() => {
  setDarkSystem(false)
  // Whoever else keeps sessions is not there, unless a test is about that.
  for (const feature of features) if (feature.resume) vi.spyOn(feature, 'resume').mockResolvedValue(false)
})

afterEach(() => {
  cleanup()
  for (const { id } of currentToasts()) dismissToast(id)
  queryClient.clear()
  localStorage.clear()
  document.documentElement.className = ''
  closeServer()
})
