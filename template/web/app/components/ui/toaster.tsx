import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { Toast } from 'radix-ui'
import { useSyncExternalStore } from 'react'

import { cn } from '~/lib/class-names'
import { currentToasts, dismissToast, watchToasts, type ToastMessage } from '~/lib/toasts'

const noToasts: ToastMessage[] = []
const shownMilliseconds = 5000
/** What can be acted upon stays long enough to be read and reached. */
const shownWithActionMilliseconds = 10_000

/**
 * Shows what `showToast` was told, for a few seconds each; they stay while the pointer or the focus is on them, or the
 * window is elsewhere. F8 moves the focus to them. Stands once, in the root.
 */
export function Toaster() {
  const toasts = useSyncExternalStore(watchToasts, currentToasts, () => noToasts)
  return (
    <Toast.Provider swipeDirection="down">
      {toasts.map((toast) => (
        <ShownToast key={toast.id} toast={toast} />
      ))}
      <Toast.Viewport className="fixed inset-x-4 bottom-4 z-100 ml-auto flex max-w-sm flex-col gap-2 outline-none sm:right-6 sm:bottom-6 sm:left-auto sm:w-90" />
    </Toast.Provider>
  )
}

function ShownToast({ toast: { id, kind, text, action } }: { toast: ToastMessage }) {
  const failed = kind === 'failure'
  const Icon = failed ? CircleAlert : CircleCheck
  return (
    <Toast.Root
      type={failed ? 'foreground' : 'background'}
      duration={action ? shownWithActionMilliseconds : shownMilliseconds}
      onOpenChange={(open) => !open && dismissToast(id)}
      className="flex items-center gap-3 rounded-lg border bg-popover py-2 pr-2 pl-4 text-popover-foreground shadow-lg outline-none focus-visible:ring-2 focus-visible:ring-ring data-[state=open]:animate-rise"
    >
      <Icon aria-hidden className={cn('size-4 shrink-0', failed ? 'text-destructive' : 'text-primary')} />
      <Toast.Description className="flex-1 py-1.5 text-sm leading-snug">{text}</Toast.Description>
      {action && (
        <Toast.Action
          altText={action.label}
          onClick={action.run}
          className="h-9 shrink-0 rounded-md px-3 text-sm font-semibold text-primary outline-none hover:bg-primary-soft focus-visible:ring-2 focus-visible:ring-ring"
        >
          {action.label}
        </Toast.Action>
      )}
      <Toast.Close
        aria-label="Dismiss"
        className="grid size-9 shrink-0 place-items-center rounded-md text-muted-foreground outline-none hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring"
      >
        <X aria-hidden className="size-4" />
      </Toast.Close>
    </Toast.Root>
  )
}
