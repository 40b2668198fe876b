import { useQuery } from '@tanstack/react-query'
import { LogOut, type LucideIcon } from 'lucide-react'

import { features } from '~/features'
import { useSignOut } from '~/features/accounts/hooks/use-sign-out'
import { currentUserQuery } from '~/features/accounts/session'
import { useNavigate } from '~/hooks/use-navigate'
import { useTheme } from '~/hooks/use-theme'
import { href, type Href } from '~/lib/href'
import { navigationEntries } from '~/utils/navigation'
import { settingsEntries } from '~/utils/settings'
import { themeLabels } from '~/utils/theme-labels'

export type Command = {
  group: string
  label: string
  keywords: string
  icon: LucideIcon
  /** Whether it leads to another page, which then takes the focus. */
  leads: boolean
  run: () => void
}

/** All that can be done from anywhere: what the features contribute, then what the frame itself can do. */
export function useCommands(): Command[] {
  const navigate = useNavigate()
  const [, chooseTheme] = useTheme()
  const signOut = useSignOut()
  // The frame that shows the palette knows who is here.
  const { data: user } = useQuery({ ...currentUserQuery, enabled: false })

  const leading = (group: string, { label, icon, to, keywords = '' }: Leading): Command => ({
    group,
    label,
    icon,
    keywords,
    leads: true,
    run: () => void navigate(to),
  })
  return [
    ...features
      .flatMap(({ commands = [] }) => commands)
      .map((command) => leading('Actions', { ...command, to: href(command.path) })),
    ...navigationEntries(user?.permissions).map((entry) =>
      leading('Go to', { ...entry, to: href(entry.path) }),
    ),
    ...settingsEntries().map((entry) => leading('Go to', { ...entry, keywords: 'settings account' })),
    ...themeLabels.map(({ value, label, icon }) => ({
      group: 'Theme',
      label: `${label} theme`,
      icon,
      keywords: 'appearance mode colour',
      leads: false,
      run: () => chooseTheme(value),
    })),
    {
      group: 'Account',
      label: 'Sign out',
      icon: LogOut,
      keywords: 'leave log out',
      leads: true,
      run: () => signOut.mutate(),
    },
  ]
}

type Leading = { label: string; icon: LucideIcon; to: Href; keywords?: string }

/** The commands that have every word of the text, in any case and with or without accents. */
export function matching(commands: Command[], text: string): Command[] {
  const words = plain(text).split(/\s+/).filter(Boolean)
  return commands.filter(({ group, label, keywords }) => {
    const whole = plain(`${group} ${label} ${keywords}`)
    return words.every((word) => whole.includes(word))
  })
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
}
