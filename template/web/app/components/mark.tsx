/** The product's sign, the same as in `public/favicon.svg`. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={className}>
      <rect width="32" height="32" rx="9" className="fill-primary" />
      <path
        d="M10 22V13a6 6 0 0 1 12 0v9"
        fill="none"
        strokeWidth="3"
        strokeLinecap="round"
        className="stroke-primary-foreground"
      />
      <circle cx="16" cy="19.5" r="2.5" className="fill-primary-foreground opacity-65" />
    </svg>
  )
}
