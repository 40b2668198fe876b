import { useQuery } from '@tanstack/react-query'
import { useController } from 'react-hook-form'

import { TextField } from '~/components/form/fields'
import { Form } from '~/components/form/form'
import { Button } from '~/components/ui/button'
import { Field } from '~/components/ui/field'
import { NativeSelect } from '~/components/ui/native-select'
import { listScopesOptions } from '~/generated/@tanstack/react-query.gen'
import type { ApiKeyCreate } from '~/generated/types.gen'
import { zCreateApiKeyBody } from '~/generated/zod.gen'
import { useServerForm } from '~/hooks/use-server-form'

import { ScopeField } from './scope-field'

type NewKeyFormProps = {
  create: (key: ApiKeyCreate) => Promise<unknown>
  onCancel: () => void
}

/** What a new key is called, what it allows and when it ends. */
export function NewKeyForm({ create, onCancel }: NewKeyFormProps) {
  const scopes = useQuery(listScopesOptions())
  const form = useServerForm(zCreateApiKeyBody, {
    defaultValues: { name: '', scopes: [], expires_in_days: 90 },
    submit: async (body) => {
      await create(body)
    },
  })
  const { field, fieldState } = useController({ control: form.control, name: 'scopes' })
  return (
    <Form
      form={form}
      submitLabel="Make the key"
      variant="dialog"
      actions={
        <Button variant="secondary" onClick={onCancel}>
          Cancel
        </Button>
      }
    >
      <TextField
        label="Name"
        hint="What it is for, such as the program that gets it."
        autoComplete="off"
        {...form.field('name')}
      />
      <ScopeField
        scopes={scopes.data}
        failure={scopes.error}
        chosen={field.value}
        onChange={field.onChange}
        error={fieldState.error?.message}
        firstBox={field.ref}
      />
      <Field label="Ends" error={form.field('expires_in_days').error}>
        {(control) => (
          <NativeSelect {...control} {...form.register('expires_in_days', { setValueAs: daysOf })}>
            <option value="30">In 30 days</option>
            <option value="90">In 90 days</option>
            <option value="365">In a year</option>
            <option value="">Never</option>
          </NativeSelect>
        )}
      </Field>
    </Form>
  )
}

/** What the server takes for a choice: days, or null for a key that never ends. */
function daysOf(choice: unknown): number | null {
  return choice ? Number(choice) : null
}
