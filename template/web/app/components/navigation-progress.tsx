import { useNavigation } from 'react-router'

/** A line at the top of the window while the next page is on its way. A page that comes at once shows none. */
export function NavigationProgress() {
  const { state } = useNavigation()
  if (state === 'idle') return null
  return (
    <div
      role="progressbar"
      aria-label="Loading the page"
      className="pointer-events-none fixed inset-x-0 top-0 z-100 h-0.5 origin-left animate-progress bg-primary"
    />
  )
}
