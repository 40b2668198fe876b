export type ToastMessage = {
  id: number
  kind: 'success' | 'failure'
  text: string
  /** A way back, or on, that is offered as long as the toast stands. */
  action?: { label: string; run: () => void }
}

/** More at once nobody reads: the oldest gives way. */
const limit = 3

let toasts: ToastMessage[] = []
let lastId = 0
const listeners = new Set<() => void>()

export function showToast(kind: ToastMessage['kind'], text: string, action?: ToastMessage['action']): void {
  lastId += 1
  replaceToasts([...toasts, { id: lastId, kind, text, ...(action && { action }) }].slice(-limit))
}

export function dismissToast(id: number): void {
  replaceToasts(toasts.filter((toast) => toast.id !== id))
}

export function currentToasts(): ToastMessage[] {
  return toasts
}

export function watchToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function replaceToasts(next: ToastMessage[]): void {
  toasts = next
  for (const listener of listeners) listener()
}
