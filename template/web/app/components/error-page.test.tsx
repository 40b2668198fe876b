import { screen, waitFor } from '@testing-library/react'
import { Outlet } from 'react-router'
import { expect, test, vi } from 'vitest'

import { projectName } from '~/configuration/project'
import { renderPages } from '~tests/render'

import { ApiProblem } from '~/lib/problem'

import { ErrorInFrame, ErrorPage, NotFound } from './error-page'

test('an unknown address says so, in the title too, and leads to the start', async () => {
  renderPages([{ path: '/nowhere', Component: NotFound }], '/nowhere')
  expect(screen.getByRole('heading', { name: 'This page does not exist' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'Go to the start page' })).toHaveAttribute('href', '/')
  await waitFor(() => expect(document.title).toBe(`Page not found · ${projectName}`))
})

test('a page that crashes says so without its inner words', () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  function Crashing(): never {
    throw new Error('cannot read properties of undefined')
  }
  renderPages([{ path: '/crash', Component: Crashing, ErrorBoundary: ErrorPage }], '/crash')
  expect(screen.getByRole('alert')).toHaveTextContent('Something went wrong')
  expect(screen.queryByText(/undefined/)).not.toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Load this page again' })).toBeVisible()
})

test('a page of the frame that crashes leaves the frame standing', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const problem = new ApiProblem({ status: 500, code: 'internal_error', message: 'Oh no.', requestId: 'abc' })
  renderPages(
    [
      {
        Component: () => (
          <>
            <nav aria-label="Main" />
            <Outlet />
          </>
        ),
        children: [
          {
            path: '/crash',
            Component: () => null,
            ErrorBoundary: ErrorInFrame,
            loader: () => {
              throw problem
            },
          },
        ],
      },
    ],
    '/crash',
  )
  expect(await screen.findByText(/Oh no\. If it happens again, quote “abc”/)).toBeVisible()
  expect(screen.getByRole('navigation', { name: 'Main' })).toBeInTheDocument()
})
