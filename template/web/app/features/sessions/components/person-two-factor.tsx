import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { TextField } from '~/components/form/fields'
import { Form } from '~/components/form/form'
import { QueryFailure } from '~/components/query-failure'
import { RelativeTime } from '~/components/relative-time'
import { SettingsSection } from '~/components/settings-section'
import { Button } from '~/components/ui/button'
import { Dialog } from '~/components/ui/dialog'
import { Skeleton } from '~/components/ui/skeleton'
import { useConfirmation } from '~/features/accounts/hooks/use-confirmation'
import {
  resetTwoFactorOfMutation,
  showTwoFactorOfOptions,
  showTwoFactorOfQueryKey,
} from '~/generated/@tanstack/react-query.gen'
import { zResetTwoFactorOfBody } from '~/generated/zod.gen'
import { useServerForm } from '~/hooks/use-server-form'
import { showToast } from '~/lib/toasts'
import type { PersonSectionProps } from '~/utils/feature'

/** Lets somebody in again who has lost both their authenticator app and their recovery codes. */
export function PersonSection({ user }: PersonSectionProps) {
  const [asking, setAsking] = useState(false)
  const state = useQuery(showTwoFactorOfOptions({ path: { user_id: user.id } }))
  return (
    <SettingsSection
      title="Two-factor sign-in"
      description="Turn it off for somebody who has lost both their telephone and their recovery codes."
    >
      {state.data ? (
        state.data.on_since === null ? (
          <p className="text-sm text-muted-foreground">It is off.</p>
        ) : (
          <div className="grid justify-items-start gap-4">
            <p className="text-sm">
              Turned on <RelativeTime time={state.data.on_since} />
            </p>
            <Button variant="secondary" onClick={() => setAsking(true)}>
              Turn off…
            </Button>
          </div>
        )
      ) : state.error ? (
        <QueryFailure
          title="Whether it is on could not be loaded"
          error={state.error}
          onRetry={() => state.refetch()}
          retrying={state.isFetching}
        />
      ) : (
        <Skeleton className="h-16" />
      )}
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={`Turn two-factor sign-in off for ${user.name}?`}
        description="Make sure first that it is really them who asks. They are signed out everywhere and get a mail. Your colleagues find the reason in the audit trail."
      >
        <ResetForm user={user} onClose={() => setAsking(false)} />
      </Dialog>
    </SettingsSection>
  )
}

function ResetForm({ user, onClose }: PersonSectionProps & { onClose: () => void }) {
  const { confirmed, dialog } = useConfirmation()
  const queryClient = useQueryClient()
  const path = { user_id: user.id }
  const reset = useMutation({
    ...resetTwoFactorOfMutation(),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: showTwoFactorOfQueryKey({ path }) }),
  })
  const form = useServerForm(zResetTwoFactorOfBody, {
    defaultValues: { reason: '' },
    submit: async (body) => {
      await confirmed(() => reset.mutateAsync({ path, body }))
      showToast('success', `${user.name} signs in without a code now.`)
      onClose()
    },
  })
  return (
    <>
      <Form
        form={form}
        submitLabel="Turn off"
        variant="dialog"
        actions={
          <Button variant="secondary" onClick={onClose}>
            Cancel
          </Button>
        }
      >
        <TextField label="Reason" autoComplete="off" {...form.field('reason')} />
      </Form>
      {dialog}
    </>
  )
}
