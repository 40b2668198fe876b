import { href as resolvedPath, redirect as redirectTo } from 'react-router'

/** The address of a page of this site. It is made here alone, so that no link can lead to a page that does not exist. */
export type Href = string & { readonly __page: never }

/** Where a link leads: a page, or another search of the page on which it stands. */
export type Destination = Href | { search: string }

type Page = Parameters<typeof resolvedPath>[0]
type ParametersOf<P extends Page> =
  Parameters<typeof resolvedPath<P>> extends [P, ...infer Rest] ? Rest : never

/** A page whose address has no parameters. */
export type PlainPage = { [P in Page]: ParametersOf<P> extends [] ? P : never }[Page]

/** The address of a page: `href('/invoices/:invoiceId', { invoiceId })`. */
export function href<P extends Page>(page: P, ...parameters: ParametersOf<P>): Href {
  const resolve = resolvedPath as (page: string, ...parameters: unknown[]) => string
  return checkedHref(resolve(page, ...parameters))
}

/** The address with a query: what `location.search` says, or values of which the empty ones are left out. */
export function withSearch(page: Href, search: string | Record<string, string | null | undefined>): Href {
  if (typeof search === 'string') return checkedHref(page + search)
  const given = Object.entries(search).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return given.length > 0 ? checkedHref(`${page}?${new URLSearchParams(given)}`) : page
}

/** The address with values behind the `#`, which browsers send to nobody. */
export function withHash(page: Href, values: Record<string, string>): Href {
  return checkedHref(`${page}#${new URLSearchParams(values)}`)
}

/** Vouches for a path that was checked in another way, as `safeReturnPath` does. */
export function checkedHref(path: string): Href {
  return path as Href
}

/** For loaders: throw it to lead elsewhere. */
export function redirect(to: Href): Response {
  return redirectTo(to)
}
