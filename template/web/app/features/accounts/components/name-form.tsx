import { useMutation, useQueryClient } from '@tanstack/react-query'

import { Alert } from '~/components/ui/alert'
import { Button } from '~/components/ui/button'
import { Field } from '~/components/ui/field'
import { Input } from '~/components/ui/input'
import { updateMeMutation } from '~/generated/@tanstack/react-query.gen'
import type { UserPublic } from '~/generated/types.gen'
import { zUpdateMeBody } from '~/generated/zod.gen'
import { useServerForm } from '~/hooks/use-server-form'
import { showToast } from '~/lib/toasts'

import { currentUserQuery } from '../session'

export function NameForm({ user }: { user: UserPublic }) {
  const queryClient = useQueryClient()
  const updateMe = useMutation(updateMeMutation())
  const form = useServerForm(zUpdateMeBody, {
    defaultValues: { name: user.name },
    submit: async (body) => {
      const updated = await updateMe.mutateAsync({ body })
      queryClient.setQueryData(currentUserQuery.queryKey, updated)
      form.reset({ name: updated.name })
      showToast('success', 'Your name is saved.')
    },
  })
  return (
    <form onSubmit={form.onSubmit} noValidate className="grid gap-5">
      <Alert>{form.problem}</Alert>
      <Field label="Name" hint="Shown to you, and in the mail that you receive." error={form.errorOf('name')}>
        {(control) => <Input autoComplete="name" {...control} {...form.register('name')} />}
      </Field>
      <Button type="submit" className="justify-self-start" busy={form.busy}>
        Save
      </Button>
    </form>
  )
}
