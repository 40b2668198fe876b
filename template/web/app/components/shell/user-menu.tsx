import { ChevronsUpDown, LogOut, Settings } from 'lucide-react'

import { Avatar } from '~/components/ui/avatar'
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from '~/components/ui/dropdown-menu'
import { features } from '~/features'
import { useSignOut } from '~/features/accounts/hooks/use-sign-out'
import type { UserPublic } from '~/generated/types.gen'
import { useNavigate } from '~/hooks/use-navigate'
import { href } from '~/lib/href'
import { messageOf } from '~/lib/problem'
import { showToast } from '~/lib/toasts'

export function UserMenu({ user, onNavigate }: { user: UserPublic; onNavigate?: () => void }) {
  const navigate = useNavigate()
  const signOut = useSignOut()
  return (
    <Menu>
      <MenuTrigger className="flex min-w-0 flex-1 items-center gap-2.5 rounded-md p-2 text-left outline-none hover:bg-accent focus-visible:ring-2 focus-visible:ring-ring data-[state=open]:bg-accent">
        <Avatar name={user.name} picture={user.picture} />
        <span className="sr-only">Your account:</span>
        <span className="min-w-0 flex-1 truncate text-sm font-medium">{user.name}</span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      </MenuTrigger>
      <MenuContent align="start" side="top" className="w-60">
        <div className="px-2.5 py-2">
          <p className="truncate text-sm font-medium">{user.name}</p>
          <p className="truncate text-sm text-muted-foreground">{user.email}</p>
        </div>
        <MenuSeparator />
        <MenuItem
          onSelect={() => {
            onNavigate?.()
            void navigate(href('/settings'))
          }}
        >
          <Settings aria-hidden />
          Settings
        </MenuItem>
        {features.flatMap(({ accountMenu = [] }) =>
          accountMenu.map(({ label, icon: Icon, run }) => (
            <MenuItem
              key={label}
              onSelect={() => {
                onNavigate?.()
                run().catch((error: unknown) => showToast('failure', messageOf(error)))
              }}
            >
              <Icon aria-hidden />
              {label}
            </MenuItem>
          )),
        )}
        <MenuItem disabled={signOut.isPending} onSelect={() => signOut.mutate()}>
          <LogOut aria-hidden />
          Sign out
        </MenuItem>
      </MenuContent>
    </Menu>
  )
}
