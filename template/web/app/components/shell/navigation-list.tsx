import { NavLink } from '~/components/link'
import type { UserPublic } from '~/generated/types.gen'
import { href } from '~/lib/href'
import { navigationEntries } from '~/utils/navigation'

export function NavigationList({ user, onNavigate }: { user: UserPublic; onNavigate?: () => void }) {
  return (
    <nav aria-label="Main">
      <ul className="grid gap-1">
        {navigationEntries(user.permissions).map(({ path, label, icon: Icon, preload }) => (
          <li key={path}>
            <NavLink
              to={href(path)}
              preload={preload}
              onClick={onNavigate}
              className="flex h-10 items-center gap-3 rounded-md px-3 text-sm font-medium text-muted-foreground transition-colors outline-none hover:bg-accent hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring aria-[current=page]:bg-primary-soft aria-[current=page]:text-primary-soft-foreground"
            >
              <Icon aria-hidden className="size-4.5" />
              {label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
