import { useEffect, useState, type ComponentProps } from 'react'
import { Link as RouterLink, Navigate as RouterNavigate, NavLink as RouterNavLink } from 'react-router'

import type { Destination, Href } from '~/lib/href'

/** A hand that only passes over a link is gone by then. */
const intentMilliseconds = 80

type Preloading = {
  /** Loads what the page will show, when a pointer or the focus rests on the link. */
  preload?: (() => unknown) | undefined
}

type LinkProps = Omit<ComponentProps<typeof RouterLink>, 'to'> & Preloading & { to: Destination }

/** A link to a page of this product. The page's code is fetched when a hand approaches. */
export function Link({ preload, ...rest }: LinkProps) {
  return <RouterLink prefetch="intent" {...useIntent(preload, rest)} />
}

type NavLinkProps = Omit<ComponentProps<typeof RouterNavLink>, 'to'> & Preloading & { to: Href }

/** A link of a navigation: it says when it leads to where one is. */
export function NavLink({ preload, ...rest }: NavLinkProps) {
  return <RouterNavLink prefetch="intent" {...useIntent(preload, rest)} />
}

/** Leads elsewhere as soon as it is rendered. */
export function Navigate(properties: { to: Href; replace?: boolean }) {
  return <RouterNavigate {...properties} />
}

type Handlers = Pick<ComponentProps<'a'>, 'onPointerEnter' | 'onPointerLeave' | 'onFocus' | 'onBlur'>

function useIntent<Properties extends Handlers>(
  preload: (() => unknown) | undefined,
  properties: Properties,
): Properties {
  const [near, setNear] = useState(false)
  useEffect(() => {
    if (!near || !preload) return undefined
    const timer = setTimeout(preload, intentMilliseconds)
    return () => clearTimeout(timer)
  }, [near, preload])
  if (!preload) return properties
  return {
    ...properties,
    onPointerEnter: both(properties.onPointerEnter, () => setNear(true)),
    onPointerLeave: both(properties.onPointerLeave, () => setNear(false)),
    onFocus: both(properties.onFocus, () => setNear(true)),
    onBlur: both(properties.onBlur, () => setNear(false)),
  }
}

function both<Event>(given: ((event: Event) => void) | undefined, ours: () => void) {
  return (event: Event) => {
    given?.(event)
    ours()
  }
}
