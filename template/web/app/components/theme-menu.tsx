import { Moon, Sun } from 'lucide-react'

import { Button } from '~/components/ui/button'
import { Menu, MenuContent, MenuRadioGroup, MenuRadioItem, MenuTrigger } from '~/components/ui/dropdown-menu'
import { useTheme } from '~/hooks/use-theme'
import { themeChoiceFrom } from '~/lib/theme'
import { themeLabels } from '~/utils/theme-labels'

export function ThemeMenu() {
  const [theme, chooseTheme] = useTheme()
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label="Theme">
          <Sun className="dark:hidden" />
          <Moon className="hidden dark:block" />
        </Button>
      </MenuTrigger>
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
