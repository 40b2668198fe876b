import type { ComponentProps } from 'react'

import { PasswordField } from './password-field'

type NewPasswordFieldProps = Pick<ComponentProps<typeof PasswordField>, 'name' | 'error'>

/** A password that somebody chooses. */
export function NewPasswordField({ error, ...input }: NewPasswordFieldProps) {
  return (
    <PasswordField
      label="Password"
      // What is wrong with it says how long it has to be.
      hint={`${error ? '' : 'At least 12 characters. '}A few words that you can remember are best.`}
      error={error}
      autoComplete="new-password"
      {...input}
    />
  )
}
