import type { ReactNode } from 'react'

type PageHeaderProps = {
  title: string
  description?: string
  /** The deeds of the page, at its right edge. */
  actions?: ReactNode
}

export function PageHeader({ title, description, actions }: PageHeaderProps) {
  return (
    <div className="mb-7 flex flex-wrap items-center justify-between gap-4 md:mb-9">
      <div className="grid gap-1.5">
        <h1 className="font-serif text-3xl font-medium tracking-tight md:text-4xl">{title}</h1>
        {description && <p className="text-pretty text-muted-foreground">{description}</p>}
      </div>
      {actions}
    </div>
  )
}
