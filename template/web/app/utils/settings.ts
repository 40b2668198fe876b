import { Palette, type LucideIcon } from 'lucide-react'

import { features } from '~/features'
import { checkedHref, href, type Href } from '~/lib/href'

type SettingsEntry = { label: string; icon: LucideIcon; to: Href }

/** The pages of the settings area in the order of its navigation: those of the features, then the frame's own. */
export function settingsEntries(): SettingsEntry[] {
  const entries = features.flatMap(({ settingsPages = [] }) =>
    // The router has a route for each of them, see routes.ts.
    settingsPages.map(({ path, label, icon }) => ({ label, icon, to: checkedHref(`/${path}`) })),
  )
  return [...entries, { label: 'Appearance', icon: Palette, to: href('/settings/appearance') }]
}
