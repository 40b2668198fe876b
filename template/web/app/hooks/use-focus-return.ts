import { useRef } from 'react'

/**
 * For dialogs that no trigger of their own opens: the focus goes back to what had it before. Spread over a dialog's
 * content.
 */
export function useFocusReturn() {
  const opener = useRef<HTMLElement>(null)
  return {
    onOpenAutoFocus: () => {
      const active = document.activeElement
      // A menu is gone by the time its dialog closes; the button that opened it is not.
      const menuButton = active?.closest('[role=menu]')?.getAttribute('aria-labelledby')
      const wanted = menuButton ? document.getElementById(menuButton) : active
      opener.current = wanted instanceof HTMLElement ? wanted : null
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault()
      // What opened the dialog may be gone by what was done in it.
      const stays = opener.current?.isConnected ? opener.current : document.getElementById('main')
      stays?.focus()
    },
  }
}
