import { features } from '~/features'

/** What the features of the product have to say for themselves. */
export function HighlightGrid() {
  const highlights = features.flatMap((feature) => feature.highlights ?? [])
  return (
    <section aria-label="What you get" className="border-t bg-sidebar">
      <ul className="mx-auto grid max-w-6xl gap-x-12 gap-y-10 px-5 py-16 sm:px-8 md:auto-cols-fr md:grid-flow-col md:py-20">
        {highlights.map(({ title, text, icon: Icon }) => (
          <li key={title} className="max-w-sm">
            <Icon aria-hidden className="size-6 text-primary" strokeWidth={1.6} />
            <h2 className="mt-4 font-semibold">{title}</h2>
            <p className="mt-2 leading-relaxed text-muted-foreground">{text}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
