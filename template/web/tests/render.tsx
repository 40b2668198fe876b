import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useEffect, type ReactElement } from 'react'
import { createRoutesStub, Outlet, useLocation, useNavigate } from 'react-router'

import { Toaster } from '~/components/ui/toaster'
import { queryClient } from '~/configuration/query-client'

type Page = Parameters<typeof createRoutesStub>[0][number]

/** Shows pages as the product would, at the last address of `history`. Any other address shows "Elsewhere". */
export function renderPages(pages: Page[], ...history: [string, ...string[]]) {
  queryClient.setDefaultOptions({ queries: { retry: false }, mutations: { gcTime: 0 } })
  let shown = ''
  let back: () => void = () => {}

  function Frame() {
    const { pathname, search } = useLocation()
    const navigate = useNavigate()
    useEffect(() => {
      shown = pathname + search
      back = () => void navigate(-1)
    })
    return <Outlet />
  }

  const Pages = createRoutesStub([
    {
      Component: Frame,
      HydrateFallback: Nothing,
      children: [...pages, { path: '*', Component: () => <p>Elsewhere</p> }],
    },
  ])
  render(
    <QueryClientProvider client={queryClient}>
      <Pages initialEntries={history} />
      <Toaster />
    </QueryClientProvider>,
  )
  const user = userEvent.setup({ delay: null })
  return {
    user,
    queryClient,
    /** The address that stands in the browser's bar now. */
    address: () => shown,
    goBack: () => back(),
    /** Takes back what a toast tells of. It takes clicks a moment after it can be read. */
    undo: () => waitFor(() => user.click(screen.getByRole('button', { name: 'Undo' }))),
  }
}

function Nothing() {
  return null
}

/** Shows one component on a page of its own. */
export function renderComponent(component: ReactElement) {
  return renderPages([{ path: '/', Component: () => component }], '/')
}
