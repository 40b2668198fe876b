import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'

import { projectDescription, projectName } from '~/configuration/project'
import { features } from '~/features'
import { rememberSignedIn } from '~/features/accounts/utils/signed-in-hint'
import { homePath } from '~/utils/navigation'
import { makeUser } from '~tests/factories'
import { renderPages } from '~tests/render'
import { answer, json, notSignedIn } from '~tests/server'

import LandingPage, { clientLoader } from './landing'

async function open() {
  renderPages([{ path: '/', Component: LandingPage, loader: clientLoader }], '/')
  await screen.findByRole('heading', { level: 1 })
}

test('a visitor reads what the product is, and finds the ways in, without a call to the API', async () => {
  await open()
  expect(screen.getByRole('heading', { level: 1, name: projectDescription })).toBeVisible()
  expect(screen.getByRole('link', { name: 'Create your account' })).toHaveAttribute('href', '/sign-up')
  expect(screen.getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/sign-in')
})

test('every feature says what it is good for', async () => {
  await open()
  for (const { title } of features.flatMap((feature) => feature.highlights ?? [])) {
    expect(screen.getByRole('heading', { name: title })).toBeVisible()
  }
})

test('somebody who is signed in finds the way into the product', async () => {
  rememberSignedIn(makeUser().id)
  answer({ 'GET /api/accounts/me': () => json(makeUser()) })
  await open()
  const link = await screen.findByRole('link', { name: `Open ${projectName}` })
  expect(link).toHaveAttribute('href', homePath())
  expect(screen.queryByRole('link', { name: 'Sign in' })).not.toBeInTheDocument()
})

test('somebody whose session ran out is a visitor', async () => {
  rememberSignedIn(makeUser().id)
  answer({ 'GET /api/accounts/me': notSignedIn })
  await open()
  expect(await screen.findByRole('link', { name: 'Sign in' })).toBeVisible()
})
