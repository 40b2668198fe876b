import { TextField } from '~/components/form/fields'
import { Form } from '~/components/form/form'
import { SettingsSection } from '~/components/settings-section'
import { useConfirmation } from '~/features/accounts/hooks/use-confirmation'
import type { ManagedUser } from '~/generated/types.gen'
import { zBecomeUserBody } from '~/generated/zod.gen'
import { useServerForm } from '~/hooks/use-server-form'

import { useBecome } from '../hooks/use-impersonation'

/** Lets an administrator see what somebody sees. */
export function BecomeSection({ user }: { user: ManagedUser }) {
  const { confirmed, dialog } = useConfirmation()
  const become = useBecome()
  const form = useServerForm(zBecomeUserBody, {
    defaultValues: { reason: '' },
    submit: (body) => confirmed(() => become.mutateAsync({ path: { user_id: user.id }, body })),
  })
  return (
    <SettingsSection
      title="Sign in as them"
      description="For an hour at most. Whatever you do then counts as theirs, and the audit trail names you."
    >
      <Form form={form} submitLabel={`Sign in as ${user.name}`}>
        <TextField
          label="Reason"
          autoComplete="off"
          hint="Your colleagues find it in the audit trail."
          {...form.field('reason')}
        />
      </Form>
      {dialog}
    </SettingsSection>
  )
}
