import { SettingsSection } from '~/components/settings-section'
import { Card } from '~/components/ui/card'
import { ChoiceGroup } from '~/components/ui/choice-group'
import { useTheme } from '~/hooks/use-theme'
import { privateMeta } from '~/utils/page-meta'
import { themeLabels } from '~/utils/theme-labels'

export const meta = () => privateMeta('Appearance')

export default function AppearancePage() {
  const [theme, chooseTheme] = useTheme()
  return (
    <Card>
      <SettingsSection title="Theme" description="Remembered in this browser.">
        <ChoiceGroup label="Theme" choices={themeLabels} value={theme} onChange={chooseTheme} />
      </SettingsSection>
    </Card>
  )
}
