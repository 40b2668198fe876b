import { Outlet } from 'react-router'

import { AreaNavigation } from '~/components/area-navigation'
import { PageHeader } from '~/components/page-header'
import { settingsEntries } from '~/utils/settings'

/** What surrounds the pages of the settings area. */
export default function SettingsLayout() {
  return (
    <>
      <PageHeader title="Settings" />
      <AreaNavigation label="Settings" entries={settingsEntries()} />
      <Outlet />
    </>
  )
}
