import { href, redirect } from '~/lib/href'

/** The area has no page of its own: it begins with its first one. */
export function clientLoader() {
  return redirect(href('/admin/users'))
}

export default function FirstAdminPage() {
  return null
}
