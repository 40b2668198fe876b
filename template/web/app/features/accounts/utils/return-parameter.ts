import { href, withSearch, type Href, type PlainPage } from '~/lib/href'
import { safeReturnPath } from '~/lib/return-path'

const parameter = 'return_to'

/** The address of a page of signing in or up that leads back to `returnPath` afterwards. */
export function pathWithReturn(page: PlainPage, returnPath: string | null): Href {
  const safe = safeReturnPath(returnPath)
  return withSearch(href(page), { [parameter]: safe === '/' ? null : safe })
}

/** Where the query string of a sign-in or sign-up page leads back to, if that is a path of this site. */
export function returnPathFrom(parameters: URLSearchParams): Href | null {
  return safeReturnPath(parameters.get(parameter))
}

/** Where somebody who has signed in is led. What the product offers is loaded for that alone: a form need not know it. */
export async function destinationFrom(parameters: URLSearchParams): Promise<Href> {
  return returnPathFrom(parameters) ?? (await import('~/utils/navigation')).homePath()
}
