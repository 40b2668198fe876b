import { href, redirect } from '~/lib/href'
import { settingsEntries } from '~/utils/settings'

/** The area has no page of its own: it begins with its first one. */
export function clientLoader() {
  return redirect(settingsEntries()[0]?.to ?? href('/settings/appearance'))
}

export default function FirstSettingsPage() {
  return null
}
