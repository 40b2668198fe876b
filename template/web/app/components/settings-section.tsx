import type { ReactNode } from 'react'

type SettingsSectionProps = {
  title: string
  description: string
  children: ReactNode
}

/** A part of a page of the settings: what it is about on the left, what can be set on the right. */
export function SettingsSection({ title, description, children }: SettingsSectionProps) {
  return (
    <section className="grid gap-5 p-5 sm:p-7 md:grid-cols-[13rem_minmax(0,1fr)] md:gap-10">
      <div>
        <h2 className="font-semibold">{title}</h2>
        <p className="mt-1 text-sm leading-relaxed text-muted-foreground">{description}</p>
      </div>
      <div>{children}</div>
    </section>
  )
}
