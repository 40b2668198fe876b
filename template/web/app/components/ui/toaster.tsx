import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { Toast } from 'radix-ui'
import { useSyncExternalStore } from 'react'

import { cn } from '~/lib/class-names'
import { currentToasts, dismissToast, watchToasts } from '~/lib/toasts'

const noToasts: ReturnType<typeof currentToasts> = []

/** Shows what `showToast` was told, for a few seconds each. Stands once, in the root. */
export function Toaster() {
  const toasts = useSyncExternalStore(watchToasts, currentToasts, () => noToasts)
  return (
    <Toast.Provider duration={5000} swipeDirection="down">
      {toasts.map(({ id, kind, text }) => {
        const Icon = kind === 'failure' ? CircleAlert : CircleCheck
        return (
          <Toast.Root
            key={id}
            type={kind === 'failure' ? 'foreground' : 'background'}
            onOpenChange={(open) => !open && dismissToast(id)}
            className="flex items-start gap-3 rounded-lg border bg-popover py-3.5 pr-2.5 pl-4 text-popover-foreground shadow-lg data-[state=open]:animate-rise"
          >
            <Icon
              aria-hidden
              className={cn(
                'mt-0.5 size-4 shrink-0',
                kind === 'failure' ? 'text-destructive' : 'text-primary',
              )}
            />
            <Toast.Description className="flex-1 text-sm leading-snug">{text}</Toast.Description>
            <Toast.Close
              aria-label="Dismiss"
              className="-my-1 grid size-7 place-items-center rounded-sm text-muted-foreground outline-none hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring"
            >
              <X aria-hidden className="size-4" />
            </Toast.Close>
          </Toast.Root>
        )
      })}
      <Toast.Viewport className="fixed inset-x-4 bottom-4 z-100 ml-auto flex max-w-sm flex-col gap-2 outline-none sm:right-6 sm:bottom-6 sm:left-auto sm:w-90" />
    </Toast.Provider>
  )
}
