import type { ReactNode } from 'react'

import { Menu, MenuContent, MenuRadioGroup, MenuRadioItem, MenuTrigger } from '~/components/ui/dropdown-menu'
import { useTheme } from '~/hooks/use-theme'
import { themeChoiceFrom } from '~/lib/theme'
import { themeLabels } from '~/utils/theme-labels'

/** The menu behind the theme's button, open from the start. */
export function OpenedThemeMenu({ trigger }: { trigger: ReactNode }) {
  const [theme, chooseTheme] = useTheme()
  return (
    <Menu defaultOpen>
      <MenuTrigger asChild>{trigger}</MenuTrigger>
      <MenuContent align="end">
        <MenuRadioGroup value={theme} onValueChange={(value) => chooseTheme(themeChoiceFrom(value))}>
          {themeLabels.map(({ value, label, icon: Icon }) => (
            <MenuRadioItem key={value} value={value}>
              <Icon aria-hidden />
              {label}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
      </MenuContent>
    </Menu>
  )
}
