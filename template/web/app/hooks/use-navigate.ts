import { useNavigate as useRouterNavigate, type NavigateOptions } from 'react-router'

import type { Destination } from '~/lib/href'

type Navigate = {
  (to: Destination, options?: NavigateOptions): void | Promise<void>
  (steps: number): void | Promise<void>
}

/** The way to lead elsewhere from a handler: to a page of this product, or some steps through the history. */
export const useNavigate: () => Navigate = useRouterNavigate
