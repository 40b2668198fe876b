import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'react-router'

/**
 * Tells people who do not see the screen that another page is shown: its title is read out, and the focus moves to its
 * heading, so that reading starts there instead of where the former page ended. A page that took the focus keeps it.
 */
export function PageAnnouncer() {
  const { pathname } = useLocation()
  const shown = useRef(pathname)
  const [title, setTitle] = useState('')
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    setTitle(document.title)
    const main = document.querySelector<HTMLElement>('main')
    if (main?.contains(document.activeElement)) return
    const target = main?.querySelector<HTMLElement>('h1') ?? main
    if (!target) return
    target.tabIndex = -1
    target.focus({ preventScroll: true })
  }, [pathname])
  return (
    <p role="status" className="sr-only">
      {title}
    </p>
  )
}
