import { useQuery } from '@tanstack/react-query'
import { act, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'

import { useSessionOfOtherTabs } from '~/features/accounts/hooks/use-current-user'
import { openDraft } from '~/lib/drafts'
import { messageOf } from '~/lib/problem'
import { client } from '~/generated/client.gen'
import { makeUser } from '~tests/factories'
import { renderPages } from '~tests/render'
import { answer, json, notSignedIn, problem } from '~tests/server'
import { answerSignOut } from '~tests/sign-out'

import SignedIn from './signed-in'

/** A page that shows something which only its owner may see. */
function SecretPage() {
  useSessionOfOtherTabs()
  const { data, error, refetch } = useQuery({
    queryKey: ['secret'],
    queryFn: async () =>
      (await client.get<{ 200: { text: string } }, unknown, true>({ url: '/api/secret' })).data,
  })
  return (
    <>
      <h1>{data?.text}</h1>
      {error && <p role="alert">{messageOf(error)}</p>}
      <button type="button" onClick={() => void refetch()}>
        Refresh
      </button>
    </>
  )
}

const secret = () => json({ text: 'The treasure is under the oak' })

function open() {
  return renderPages(
    [{ Component: SignedIn, children: [{ path: '/secret', Component: SecretPage }] }],
    '/secret?part=1',
    '/secret?part=2',
  )
}

async function openSignedIn() {
  answer({ 'GET /api/accounts/me': () => json(makeUser()), 'GET /api/secret': secret })
  const page = open()
  await screen.findByText('The treasure is under the oak')
  return page
}

test('a visitor is sent to sign in, and the way back is kept', async () => {
  answer({ 'GET /api/accounts/me': notSignedIn })
  const page = open()
  await waitFor(() => expect(page.address()).toBe('/sign-in?return_to=%2Fsecret%3Fpart%3D2'))
})

test('a session that ends while working leads to sign in, and back', async () => {
  const page = await openSignedIn()
  answer({ 'GET /api/secret': notSignedIn, 'GET /api/accounts/me': notSignedIn })
  await page.user.click(screen.getByRole('button', { name: 'Refresh' }))
  await waitFor(() => expect(page.address()).toBe('/sign-in?return_to=%2Fsecret%3Fpart%3D2'))
  expect(screen.queryByText(/treasure/)).not.toBeInTheDocument()
})

test('what is forbidden does not sign anybody out', async () => {
  answer({
    'GET /api/accounts/me': () => json(makeUser()),
    'GET /api/secret': () => problem(403, 'forbidden', 'This is not for you.'),
  })
  const page = open()
  expect(await screen.findByText('This is not for you.')).toBeVisible()
  expect(page.address()).toBe('/secret?part=2')
  expect(screen.getByRole('button', { name: /^Your account: ?Ada Example$/ })).toBeInTheDocument()
})

test('a server that fails to say who is here can be asked again', async () => {
  answer({ 'GET /api/accounts/me': () => problem(503, 'unavailable', 'Back in a minute.') })
  const page = open()
  expect(await screen.findByText('Back in a minute.')).toBeVisible()
  expect(page.address()).toBe('/secret?part=2')
  answer({ 'GET /api/accounts/me': () => json(makeUser()), 'GET /api/secret': secret })
  await page.user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('The treasure is under the oak')).toBeVisible()
})

test('after signing out nothing of the former person is left, nor behind the back button', async () => {
  const page = await openSignedIn()
  openDraft('story').write({ body: 'Once upon' })
  answerSignOut(() => new Response(null, { status: 204 }))
  await page.user.click(screen.getByRole('button', { name: /Your account/ }))
  await page.user.click(screen.getByRole('menuitem', { name: 'Sign out' }))
  await waitFor(() => expect(page.address()).toBe('/'))
  expect(page.queryClient.getQueryData(['secret'])).toBeUndefined()
  expect(localStorage).toHaveLength(0)

  await act(async () => page.goBack())
  await waitFor(() => expect(page.address()).toBe('/'))
  expect(screen.getByText('Elsewhere')).toBeVisible()
  expect(screen.queryByText(/treasure/)).not.toBeInTheDocument()
})

test('a sign-out that fails is said, and changes nothing', async () => {
  const page = await openSignedIn()
  answerSignOut(() => problem(503, 'unavailable', 'Back in a minute.'))
  await page.user.click(screen.getByRole('button', { name: /Your account/ }))
  await page.user.click(screen.getByRole('menuitem', { name: 'Sign out' }))
  expect(await screen.findByText('Back in a minute.')).toBeVisible()
  expect(screen.getByText('The treasure is under the oak')).toBeVisible()
})

test('signing out in another tab signs out here', async () => {
  const page = await openSignedIn()
  answer({ 'GET /api/accounts/me': notSignedIn })
  localStorage.clear()
  act(() => void window.dispatchEvent(new StorageEvent('storage', { key: 'signed-in-as', newValue: null })))
  await waitFor(() => expect(page.address()).toMatch(/^\/sign-in/))
  expect(page.queryClient.getQueryData(['secret'])).toBeUndefined()
})
