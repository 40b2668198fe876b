import { useSyncExternalStore } from 'react'

import { chooseTheme, currentTheme, watchTheme, type ThemeChoice } from '~/lib/theme'

export function useTheme(): [ThemeChoice, (choice: ThemeChoice) => void] {
  const choice = useSyncExternalStore<ThemeChoice>(watchTheme, currentTheme, () => 'system')
  return [choice, chooseTheme]
}
