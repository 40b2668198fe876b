import type { ReactNode } from 'react'

import { PageHeader } from '~/components/page-header'
import { Button } from '~/components/ui/button'
import { Card } from '~/components/ui/card'
import { ChoiceGroup } from '~/components/ui/choice-group'
import { useTheme } from '~/hooks/use-theme'
import { pageTitle } from '~/utils/page-title'
import { preload } from '~/configuration/preload'
import { themeLabels } from '~/utils/theme-labels'

import { NameForm } from '../components/name-form'
import { useCurrentUser } from '../hooks/use-current-user'
import { useSignOut } from '../hooks/use-sign-out'
import { currentUserQuery } from '../session'

export const meta = () => [{ title: pageTitle('Account') }]

export const clientLoader = () => preload(currentUserQuery)

export default function AccountPage() {
  const { data: user } = useCurrentUser()
  const [theme, chooseTheme] = useTheme()
  const signOut = useSignOut()
  if (!user) return null
  return (
    <>
      <PageHeader title="Account" description="Who you are here, and how this place looks to you." />
      <Card className="divide-y">
        <Section title="Profile" description="Your name can be changed at any time.">
          <NameForm user={user} />
        </Section>
        <Section title="E-mail" description="You sign in with this address.">
          <p className="font-medium break-all">{user.email}</p>
        </Section>
        <Section title="Appearance" description="Remembered in this browser.">
          <ChoiceGroup label="Theme" choices={themeLabels} value={theme} onChange={chooseTheme} />
        </Section>
        <Section title="Session" description="Signing out makes this browser forget what it has shown.">
          <Button variant="secondary" busy={signOut.isPending} onClick={() => signOut.mutate({})}>
            Sign out
          </Button>
        </Section>
      </Card>
    </>
  )
}

function Section({
  title,
  description,
  children,
}: {
  title: string
  description: string
  children: ReactNode
}) {
  return (
    <div className="grid gap-5 p-5 sm:p-7 md:grid-cols-[13rem_1fr] md:gap-10">
      <div>
        <h2 className="font-semibold">{title}</h2>
        <p className="mt-1 text-sm leading-relaxed text-muted-foreground">{description}</p>
      </div>
      <div>{children}</div>
    </div>
  )
}
