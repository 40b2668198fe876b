import type { ComponentProps } from 'react'

import { PasswordField } from './entrance/password-field'

type NewPasswordFieldProps = Omit<ComponentProps<typeof PasswordField>, 'label' | 'hint' | 'autoComplete'> & {
  label?: string
}

/** A password that somebody chooses. */
export function NewPasswordField({ label = 'Password', error, ...input }: NewPasswordFieldProps) {
  return (
    <PasswordField
      label={label}
      // What is wrong with it says how long it has to be.
      hint={`${error ? '' : 'At least 12 characters. '}A few words that you can remember are best.`}
      error={error}
      autoComplete="new-password"
      {...input}
    />
  )
}
