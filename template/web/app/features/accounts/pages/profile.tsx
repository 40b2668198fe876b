import { Link } from '~/components/link'
import { SettingsSection } from '~/components/settings-section'
import { Button } from '~/components/ui/button'
import { Card } from '~/components/ui/card'
import { preload } from '~/configuration/preload'
import { href } from '~/lib/href'
import { privateMeta } from '~/utils/page-meta'

import { NameForm } from '../components/name-form'
import { PictureForm } from '../components/picture-form'
import { TimeZoneForm } from '../components/time-zone-form'
import { useCurrentUser } from '../hooks/use-current-user'
import { currentUserQuery } from '../session'

export const meta = () => privateMeta('Profile')

export const clientLoader = () => preload(currentUserQuery)

export default function ProfilePage() {
  const { data: user } = useCurrentUser()
  if (!user) return null
  return (
    <Card className="divide-y">
      <SettingsSection title="Picture" description="Shown beside your name. It is cut square.">
        <PictureForm user={user} />
      </SettingsSection>
      <SettingsSection title="Name" description="Shown to you, and in the mail that you receive.">
        <NameForm user={user} />
      </SettingsSection>
      <SettingsSection title="E-mail" description="You sign in with this address.">
        <p className="font-medium break-all">{user.email}</p>
        <p className="mt-1 text-sm text-muted-foreground">
          You change it under{' '}
          <Button variant="link" asChild>
            <Link to={href('/settings/security')}>Security</Link>
          </Button>
          .
        </p>
      </SettingsSection>
      <SettingsSection
        title="Time zone"
        description="By it, pages and mails tell you when something was or will be."
      >
        <TimeZoneForm user={user} />
      </SettingsSection>
    </Card>
  )
}
