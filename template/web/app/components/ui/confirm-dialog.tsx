import { AlertDialog } from 'radix-ui'
import type { ReactNode } from 'react'

import { Button } from '~/components/ui/button'
import { DialogButtons } from '~/components/ui/dialog-buttons'
import { useFocusReturn } from '~/hooks/use-focus-return'

type ConfirmDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description: ReactNode
  /** What the confirming button says: the verb of the deed. */
  confirmLabel: string
  cancelLabel?: string
  busy?: boolean
  onConfirm: () => void
}

/** Asks before a deed that cannot be undone. The harmless answer has the focus first. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  description,
  confirmLabel,
  cancelLabel = 'Cancel',
  busy = false,
  onConfirm,
}: ConfirmDialogProps) {
  const focusReturn = useFocusReturn()
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-50 bg-black/40 backdrop-blur-[2px] data-[state=closed]:animate-disappear data-[state=open]:animate-appear" />
        <AlertDialog.Content
          {...focusReturn}
          className="fixed inset-x-4 top-1/2 z-50 mx-auto max-w-md -translate-y-1/2 rounded-xl border bg-popover p-6 text-popover-foreground shadow-xl outline-none data-[state=closed]:animate-disappear data-[state=open]:animate-appear"
        >
          <AlertDialog.Title className="text-lg font-semibold">{title}</AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-sm leading-relaxed text-pretty break-words text-muted-foreground">
            {description}
          </AlertDialog.Description>
          <div className="mt-5">
            <DialogButtons>
              <AlertDialog.Cancel asChild>
                <Button variant="secondary">{cancelLabel}</Button>
              </AlertDialog.Cancel>
              <Button variant="destructive" busy={busy} onClick={onConfirm}>
                {confirmLabel}
              </Button>
            </DialogButtons>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
