import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'

import SignedIn from '~/pages/signed-in'
import { makeUser } from '~tests/factories'
import { renderPages } from '~tests/render'
import { answer, json, problem } from '~tests/server'

import ProfilePage from './profile'

async function open(user = makeUser()) {
  answer({ 'GET /api/accounts/me': () => json(user) })
  const page = renderPages(
    [{ Component: SignedIn, children: [{ path: '/settings/profile', Component: ProfilePage }] }],
    '/settings/profile',
  )
  await screen.findByRole('heading', { name: 'Picture' })
  return page
}

const pictures = () => Array.from(document.querySelectorAll('img')).map((each) => each.getAttribute('src'))
const chosen = new File(['bytes of a picture'], 'ada.png', { type: 'image/png' })

test('a picture that is chosen is shown here and in the menu', async () => {
  const sent: unknown[] = []
  const { user } = await open()
  expect(pictures()).toEqual([])
  answer({
    'PUT /api/accounts/me/picture': ({ body }) => {
      sent.push(body)
      return json(makeUser({ picture: 'a&1' }))
    },
  })
  await user.upload(screen.getByLabelText('File of a picture'), chosen)
  expect(await screen.findByText('Your picture is saved.')).toBeVisible()
  expect(sent).toEqual(['bytes of a picture'])
  expect(new Set(pictures())).toEqual(
    new Set(['small', 'large'].map((size) => `/api/accounts/me/picture/${size}?version=a%261`)),
  )
})

test('what is no picture is said so', async () => {
  const { user } = await open()
  answer({ 'PUT /api/accounts/me/picture': () => problem(422, 'picture_unreadable', 'This is no picture.') })
  await user.upload(screen.getByLabelText('File of a picture'), chosen)
  expect(await screen.findByText('This is no picture.')).toBeVisible()
})

test('without the picture there are the letters of the name', async () => {
  const { user } = await open(makeUser({ picture: 'a1' }))
  answer({ 'DELETE /api/accounts/me/picture': () => json(makeUser()) })
  await user.click(screen.getByRole('button', { name: 'Remove' }))
  expect(await screen.findByText('Your picture is removed.')).toBeVisible()
  expect(pictures()).toEqual([])
  expect(screen.getAllByText('AE')).toHaveLength(2)
})

test('a picture that does not come leaves the letters too', async () => {
  await open(makeUser({ picture: 'a1' }))
  for (const image of document.querySelectorAll('img')) fireEvent.error(image)
  await waitFor(() => expect(screen.getAllByText('AE')).toHaveLength(2))
})

test('the time zone of the browser is suggested, and any other can be saved', async () => {
  const sent: unknown[] = []
  const { user } = await open()
  const field = screen.getByLabelText('Time zone')
  expect(field).toHaveValue(Intl.DateTimeFormat().resolvedOptions().timeZone)
  expect(field).toHaveAccessibleDescription(/what your browser says/)
  answer({
    'PATCH /api/accounts/me': ({ body }) => {
      sent.push(body)
      return json(makeUser({ time_zone: 'Asia/Tokyo' }))
    },
  })
  await user.selectOptions(field, 'Asia/Tokyo')
  await user.click(screen.getByRole('button', { name: 'Use this time zone' }))
  expect(await screen.findByText('Your time zone is saved.')).toBeVisible()
  expect(sent).toEqual([{ time_zone: 'Asia/Tokyo' }])
  expect(screen.getByLabelText('Time zone')).not.toHaveAccessibleDescription()
})
