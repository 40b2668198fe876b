import { Outlet } from 'react-router'

import { NavLink } from '~/components/link'
import { PageHeader } from '~/components/page-header'
import { settingsEntries } from '~/utils/settings'

/** What surrounds the pages of the settings area. */
export default function SettingsLayout() {
  return (
    <>
      <PageHeader title="Settings" />
      <nav aria-label="Settings" className="-mx-4 mb-7 overflow-x-auto border-b px-4 sm:mx-0 sm:px-0">
        <ul className="-mb-px flex gap-6">
          {settingsEntries().map(({ to, label, icon: Icon }) => (
            <li key={to}>
              <NavLink
                to={to}
                className="flex h-11 items-center gap-2 rounded-t-md border-b-2 border-transparent text-sm font-medium whitespace-nowrap text-muted-foreground transition-colors outline-none hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-inset aria-[current=page]:border-primary aria-[current=page]:text-foreground"
              >
                <Icon aria-hidden className="size-4" />
                {label}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <Outlet />
    </>
  )
}
