import { useState } from 'react'

import { TextField } from '~/components/form/fields'
import { Form } from '~/components/form/form'
import { SettingsSection } from '~/components/settings-section'
import { Button } from '~/components/ui/button'
import { Dialog } from '~/components/ui/dialog'
import type { ManagedUser } from '~/generated/types.gen'
import { zSuspendUserBody } from '~/generated/zod.gen'
import { useServerForm } from '~/hooks/use-server-form'
import { showToast } from '~/lib/toasts'

import { useManagedUser } from '../hooks/use-managed-user'

/** Keeps somebody out, or lets them in again. */
export function SuspensionSection({ user }: { user: ManagedUser }) {
  const [asking, setAsking] = useState(false)
  const { restore } = useManagedUser()
  return (
    <SettingsSection
      title="Access"
      description="Who is suspended is signed out everywhere, at once, and cannot sign in."
    >
      {user.suspended_at ? (
        <Button
          variant="secondary"
          busy={restore.isPending}
          onClick={() => restore.mutate({ path: { user_id: user.id } })}
        >
          Restore
        </Button>
      ) : (
        <Button variant="secondary" onClick={() => setAsking(true)}>
          Suspend…
        </Button>
      )}
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={`Suspend ${user.name}?`}
        description="Your colleagues find the reason in the audit trail."
      >
        <SuspensionForm user={user} onClose={() => setAsking(false)} />
      </Dialog>
    </SettingsSection>
  )
}

function SuspensionForm({ user, onClose }: { user: ManagedUser; onClose: () => void }) {
  const { suspend } = useManagedUser()
  const form = useServerForm(zSuspendUserBody, {
    defaultValues: { reason: '' },
    submit: async (body) => {
      await suspend.mutateAsync({ path: { user_id: user.id }, body })
      showToast('success', `${user.name} is suspended.`)
      onClose()
    },
  })
  return (
    <Form
      form={form}
      submitLabel="Suspend"
      destructive
      variant="dialog"
      actions={
        <Button variant="secondary" onClick={onClose}>
          Cancel
        </Button>
      }
    >
      <TextField label="Reason" autoComplete="off" {...form.field('reason')} />
    </Form>
  )
}
