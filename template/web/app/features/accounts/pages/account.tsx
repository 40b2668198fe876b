import { href, redirect } from '~/lib/href'

export function clientLoader() {
  return redirect(href('/settings/profile'))
}

export default function AccountPage() {
  return null
}
