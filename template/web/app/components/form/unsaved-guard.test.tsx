import { screen, waitFor } from '@testing-library/react'
import { Link } from 'react-router'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'

import { useServerForm } from '~/hooks/use-server-form'
import { renderPages } from '~tests/render'

import { TextField } from './fields'
import { Form } from './form'
import { UnsavedGuard } from './unsaved-guard'

const schema = z.object({ word: z.string() })

function WordForm({ label }: { label: string }) {
  const form = useServerForm(schema, { defaultValues: { word: '' }, submit: async () => {} })
  return (
    <Form form={form} submitLabel={`Save ${label}`}>
      <UnsavedGuard form={form} />
      <TextField label={label} autoComplete="off" {...form.field('word')} />
    </Form>
  )
}

function open() {
  const Component = () => (
    <>
      <WordForm label="First" />
      <WordForm label="Second" />
      <Link to="/away">Away</Link>
      <Link to="/words?part=2">Same page</Link>
    </>
  )
  return renderPages([{ path: '/words', Component }], '/before', '/words')
}

/** Whether the browser would ask before it reloads the page or closes the tab. */
function asksBeforeUnload() {
  return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
}

const leave = () => screen.getByRole('link', { name: 'Away' })

test('without changes, nothing is asked', async () => {
  const page = open()
  expect(asksBeforeUnload()).toBe(false)
  await page.user.click(leave())
  expect(page.address()).toBe('/away')
})

test.each(['First', 'Second'])('changes in the %s of two forms are asked about once', async (label) => {
  const page = open()
  await page.user.type(screen.getByLabelText(label), 'Half a thou')
  expect(asksBeforeUnload()).toBe(true)
  await page.user.click(leave())
  await page.user.click(await screen.findByRole('button', { name: 'Stay' }))
  expect(page.address()).toBe('/words')
  expect(screen.getByLabelText(label)).toHaveValue('Half a thou')
  await waitFor(() => expect(leave()).toHaveFocus())
  await page.user.click(leave())
  await page.user.click(await screen.findByRole('button', { name: 'Leave' }))
  await waitFor(() => expect(page.address()).toBe('/away'))
  expect(asksBeforeUnload()).toBe(false)
})

test('the back button is asked about too', async () => {
  const page = open()
  await page.user.type(screen.getByLabelText('First'), 'Half a thou')
  page.goBack()
  expect(await screen.findByRole('alertdialog', { name: 'Leave without saving?' })).toBeVisible()
  expect(page.address()).toBe('/words')
})

test('another view of the same page keeps the words, and is not asked about', async () => {
  const page = open()
  await page.user.type(screen.getByLabelText('First'), 'Half a thou')
  await page.user.click(screen.getByRole('link', { name: 'Same page' }))
  expect(page.address()).toBe('/words?part=2')
  expect(screen.getByLabelText('First')).toHaveValue('Half a thou')
})

test('saved words are not asked about, words typed after that are', async () => {
  const page = open()
  await page.user.type(screen.getByLabelText('First'), 'A thought')
  await page.user.click(screen.getByRole('button', { name: 'Save First' }))
  await waitFor(() => expect(asksBeforeUnload()).toBe(false))
  await page.user.type(screen.getByLabelText('First'), ' more')
  expect(asksBeforeUnload()).toBe(true)
})

test('of two forms with changes, one that is saved leaves the other to be asked about', async () => {
  const page = open()
  await page.user.type(screen.getByLabelText('First'), 'A thought')
  await page.user.type(screen.getByLabelText('Second'), 'Half a thou')
  await page.user.click(screen.getByRole('button', { name: 'Save First' }))
  await waitFor(() =>
    expect(screen.getByRole('button', { name: 'Save First' })).not.toHaveAttribute('aria-disabled'),
  )
  expect(asksBeforeUnload()).toBe(true)
  await page.user.click(leave())
  expect(await screen.findByRole('alertdialog', { name: 'Leave without saving?' })).toBeVisible()
})
