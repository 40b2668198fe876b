import { SettingsSection } from '~/components/settings-section'
import { Field } from '~/components/ui/field'
import { NativeSelect } from '~/components/ui/native-select'
import { Form } from '~/components/form/form'
import { useConfirmation } from '~/features/accounts/hooks/use-confirmation'
import type { ManagedUser } from '~/generated/types.gen'
import { zGiveRoleBody } from '~/generated/zod.gen'
import { useServerForm } from '~/hooks/use-server-form'
import { showToast } from '~/lib/toasts'

import { useManagedUser } from '../hooks/use-managed-user'
import { roles } from '../utils/roles'

/** What somebody may do. */
export function RoleSection({ user }: { user: ManagedUser }) {
  const { confirmed, dialog } = useConfirmation()
  const { giveRole } = useManagedUser()
  const form = useServerForm(zGiveRoleBody, {
    defaultValues: { role: user.role },
    submit: async (body) => {
      if (body.role === user.role) return showToast('success', `${user.name} has this role already.`)
      await confirmed(() => giveRole.mutateAsync({ path: { user_id: user.id }, body }))
      showToast('success', `${user.name} has another role, and has to sign in again.`)
    },
  })
  const { error, ...role } = form.field('role')
  return (
    <SettingsSection
      title="Role"
      description="Administrators may do all that this area offers, to everybody."
    >
      <Form form={form} submitLabel="Give role">
        <Field label="Role" error={error}>
          {(control) => (
            <NativeSelect {...control} {...role}>
              {roles.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
      </Form>
      {dialog}
    </SettingsSection>
  )
}
