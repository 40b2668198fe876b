import { useMutation, useQueryClient } from '@tanstack/react-query'

import { TextField } from '~/components/form/fields'
import { Form } from '~/components/form/form'
import { UnsavedGuard } from '~/components/form/unsaved-guard'
import { updateMeMutation } from '~/generated/@tanstack/react-query.gen'
import type { UserPublic } from '~/generated/types.gen'
import { zUpdateMeBody } from '~/generated/zod.gen'
import { useServerForm } from '~/hooks/use-server-form'
import { showToast } from '~/lib/toasts'

import { showChangedUser } from '../session'

export function NameForm({ user }: { user: UserPublic }) {
  const queryClient = useQueryClient()
  const updateMe = useMutation(updateMeMutation())
  const form = useServerForm(zUpdateMeBody, {
    defaultValues: { name: user.name },
    submit: async (body) => {
      const updated = await updateMe.mutateAsync({ body })
      showChangedUser(queryClient, updated)
      showToast('success', 'Your name is saved.')
      return updated
    },
  })
  return (
    <Form form={form} submitLabel="Save">
      <UnsavedGuard form={form} />
      <TextField label="Name" labelHidden autoComplete="name" {...form.field('name')} />
    </Form>
  )
}
