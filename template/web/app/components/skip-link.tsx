/** The first stop of the Tab key: past the navigation. Every page has one main element with this id. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="fixed top-3 left-3 z-50 -translate-y-20 rounded-md bg-primary px-4 py-2.5 text-sm font-medium text-primary-foreground focus:translate-y-0"
    >
      Skip to content
    </a>
  )
}
