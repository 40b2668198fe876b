import { useQuery } from '@tanstack/react-query'

import { QueryFailure } from '~/components/query-failure'
import { SettingsSection } from '~/components/settings-section'
import { Card } from '~/components/ui/card'
import { Skeleton } from '~/components/ui/skeleton'
import { preload } from '~/configuration/preload'
import { listSessionsOptions } from '~/generated/@tanstack/react-query.gen'
import { privateMeta } from '~/utils/page-meta'

import { EmailForm } from '../components/email-form'
import { PasskeySection } from '../components/passkey-section'
import { PasswordForm } from '../components/password-form'
import { SessionList } from '../components/session-list'
import { SocialSection } from '../components/social-section'
import { TwoFactorSection } from '../components/two-factor-section'

export const meta = () => privateMeta('Security')

export const clientLoader = () => preload(listSessionsOptions())

export default function SecurityPage() {
  const sessions = useQuery(listSessionsOptions())
  return (
    <Card className="divide-y">
      <SettingsSection
        title="E-mail"
        description="You sign in with it. When it changes, the old address is told, and can take that back for a day."
      >
        <EmailForm />
      </SettingsSection>
      <SettingsSection
        title="Password"
        description="When it changes, other browsers are signed out, and you get a mail."
      >
        <PasswordForm onChanged={() => sessions.refetch()} />
      </SettingsSection>
      <PasskeySection />
      <TwoFactorSection />
      <SocialSection />
      <SettingsSection title="Signed in" description="The browsers that need not ask for your password.">
        {sessions.data ? (
          <SessionList sessions={sessions.data} />
        ) : sessions.error ? (
          <QueryFailure
            title="Your sessions could not be loaded"
            error={sessions.error}
            onRetry={() => sessions.refetch()}
            retrying={sessions.isFetching}
          />
        ) : (
          <Skeleton className="h-16" />
        )}
      </SettingsSection>
    </Card>
  )
}
