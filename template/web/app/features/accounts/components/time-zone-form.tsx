import { useMutation, useQueryClient } from '@tanstack/react-query'

import { SelectField } from '~/components/form/fields'
import { Form } from '~/components/form/form'
import { UnsavedGuard } from '~/components/form/unsaved-guard'
import { updateMeMutation } from '~/generated/@tanstack/react-query.gen'
import type { UserPublic } from '~/generated/types.gen'
import { zUpdateMeBody } from '~/generated/zod.gen'
import { useServerForm } from '~/hooks/use-server-form'
import { browserTimeZone } from '~/lib/exact-time'
import { showToast } from '~/lib/toasts'

import { showChangedUser } from '../session'

export function TimeZoneForm({ user }: { user: UserPublic }) {
  const queryClient = useQueryClient()
  const updateMe = useMutation(updateMeMutation())
  const suggested = browserTimeZone()
  const form = useServerForm(zUpdateMeBody, {
    defaultValues: { time_zone: user.time_zone ?? suggested },
    submit: async (body) => {
      const updated = await updateMe.mutateAsync({ body })
      showChangedUser(queryClient, updated)
      showToast('success', 'Your time zone is saved.')
      return updated
    },
  })
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', suggested])
  if (user.time_zone) zones.add(user.time_zone)
  return (
    <Form form={form} submitLabel="Use this time zone">
      <UnsavedGuard form={form} />
      <SelectField
        label="Time zone"
        labelHidden
        hint={user.time_zone === null ? 'This is what your browser says. Save it if it is right.' : undefined}
        {...form.field('time_zone')}
      >
        {[...zones].toSorted().map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll('_', ' ')}
          </option>
        ))}
      </SelectField>
    </Form>
  )
}
