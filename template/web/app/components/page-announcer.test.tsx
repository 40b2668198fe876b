import { screen, waitFor } from '@testing-library/react'
import { Outlet } from 'react-router'
import { expect, test } from 'vitest'

import { Link } from '~/components/link'
import { href } from '~/lib/href'
import { renderPages } from '~tests/render'

import { NavigationProgress } from './navigation-progress'
import { PageAnnouncer } from './page-announcer'

function Frame() {
  return (
    <>
      <PageAnnouncer />
      <NavigationProgress />
      <main>
        <Outlet />
      </main>
    </>
  )
}

function Start() {
  return <Link to={href('/account')}>On</Link>
}

function Account() {
  return (
    <>
      <title>Account</title>
      <h1>Your account</h1>
    </>
  )
}

function AccountWithFocus() {
  return (
    <>
      <Account />
      <input aria-label="Name" ref={(input) => input?.focus()} />
    </>
  )
}

function open(Next = Account, loader: () => unknown = () => null) {
  return renderPages(
    [
      {
        Component: Frame,
        children: [
          { path: '/', Component: Start },
          { path: '/account', Component: Next, loader },
        ],
      },
    ],
    '/',
  )
}

test('the first page is not announced, and leaves the focus where it is', () => {
  open()
  expect(screen.getByRole('status')).toBeEmptyDOMElement()
  expect(document.body).toHaveFocus()
})

test('the next one is, by its title, and its heading takes the focus', async () => {
  const { user } = open()
  await user.click(screen.getByRole('link', { name: 'On' }))
  await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Account'))
  expect(screen.getByRole('heading', { name: 'Your account' })).toHaveFocus()
})

test('a page that takes the focus itself keeps it', async () => {
  const { user } = open(AccountWithFocus)
  await user.click(screen.getByRole('link', { name: 'On' }))
  await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Account'))
  expect(screen.getByLabelText('Name')).toHaveFocus()
})

test('while a page is on its way there is a sign of it, and none afterwards', async () => {
  let arrive: (value: null) => void = () => {}
  const { user } = open(Account, () => new Promise((resolve) => (arrive = resolve)))
  await user.click(screen.getByRole('link', { name: 'On' }))
  expect(await screen.findByRole('progressbar', { name: 'Loading the page' })).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'On' })).toBeVisible()
  arrive(null)
  expect(await screen.findByRole('heading', { name: 'Your account' })).toBeVisible()
  expect(screen.queryByRole('progressbar')).not.toBeInTheDocument()
})
