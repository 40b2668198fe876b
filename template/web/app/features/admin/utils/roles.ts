import type { Role } from '~/generated/types.gen'

export const roles: { value: Role; label: string }[] = [
  { value: 'member', label: 'Member' },
  { value: 'admin', label: 'Administrator' },
]

export function roleLabel(role: Role): string {
  return roles.find(({ value }) => value === role)?.label ?? role
}
