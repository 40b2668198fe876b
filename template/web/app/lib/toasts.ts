export type ToastMessage = {
  id: number
  kind: 'success' | 'failure'
  text: string
}

let toasts: ToastMessage[] = []
let lastId = 0
const listeners = new Set<() => void>()

export function showToast(kind: ToastMessage['kind'], text: string): void {
  lastId += 1
  replaceToasts([...toasts, { id: lastId, kind, text }])
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
