import { useMutation } from '@tanstack/react-query'

import { Form } from '~/components/form/form'
import { UnsavedGuard } from '~/components/form/unsaved-guard'
import { useConfirmation } from '~/features/accounts/hooks/use-confirmation'
import { changePasswordMutation } from '~/generated/@tanstack/react-query.gen'
import { zChangePasswordBody } from '~/generated/zod.gen'
import { useServerForm } from '~/hooks/use-server-form'
import { showToast } from '~/lib/toasts'

import { NewPasswordField } from './new-password-field'

/** Another password. `onChanged` is called once the server has it: other browsers are signed out then. */
export function PasswordForm({ onChanged }: { onChanged: () => unknown }) {
  const { confirmed, dialog } = useConfirmation()
  const changePassword = useMutation(changePasswordMutation())
  const form = useServerForm(zChangePasswordBody, {
    defaultValues: { password: '' },
    submit: async (body) => {
      await confirmed(() => changePassword.mutateAsync({ body }))
      showToast('success', 'Your password is changed. Other browsers are signed out.')
      await onChanged()
      return { password: '' }
    },
  })
  return (
    <>
      <Form form={form} submitLabel="Change password">
        <UnsavedGuard form={form} />
        <NewPasswordField label="New password" {...form.field('password')} />
      </Form>
      {dialog}
    </>
  )
}
