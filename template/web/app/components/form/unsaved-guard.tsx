import { useEffect, useId, useSyncExternalStore } from 'react'
import { useBlocker } from 'react-router'

import { ConfirmDialog } from '~/components/ui/confirm-dialog'

type GuardedForm = { unsaved: boolean; draft: object | null }

/**
 * Asks before a page with unsaved changes is left, by a link, the back button, a reload or a closed tab. Stands inside
 * the form. A page with several forms asks once for all.
 */
export function UnsavedGuard({ form: { unsaved, draft } }: { form: GuardedForm }) {
  const id = useId()
  const asking = useSyncExternalStore(watchUnsaved, whoAsks)
  useEffect(() => {
    if (!unsaved) return undefined
    setUnsaved(id, true)
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => {
      setUnsaved(id, false)
      window.removeEventListener('beforeunload', ask)
    }
  }, [id, unsaved])
  return asking === id ? <LeavingDialog kept={draft !== null} /> : null
}

function LeavingDialog({ kept }: { kept: boolean }) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname,
  )
  return (
    <ConfirmDialog
      open={blocker.state === 'blocked'}
      onOpenChange={(open) => !open && blocker.reset?.()}
      title="Leave without saving?"
      description={
        kept
          ? 'A draft stays in this browser, and is offered when you come back.'
          : 'What you changed on this page will be lost.'
      }
      confirmLabel="Leave"
      cancelLabel="Stay"
      onConfirm={() => blocker.proceed?.()}
    />
  )
}

// A router takes one blocker at a time: of the forms with unsaved changes, the first one asks.
const unsavedForms = new Set<string>()
const listeners = new Set<() => void>()

function setUnsaved(id: string, unsaved: boolean): void {
  if (unsaved) unsavedForms.add(id)
  else unsavedForms.delete(id)
  for (const listener of listeners) listener()
}

function watchUnsaved(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function whoAsks(): string | undefined {
  return unsavedForms.values().next().value
}
