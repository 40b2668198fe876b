import { cleanup, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as z from 'zod/mini'

import { useServerForm } from '~/hooks/use-server-form'
import { setDraftOwner } from '~/lib/drafts'
import { renderComponent } from '~tests/render'

import { TextAreaField } from './fields'
import { Form } from './form'
import { FormDraft } from './form-draft'

const schema = z.object({ story: z.string() })

async function saveNothing() {}

function StoryForm({
  story: saved = '',
  submit = saveNothing,
}: {
  story?: string
  submit?: () => Promise<void>
}) {
  const form = useServerForm(schema, { defaultValues: { story: saved }, submit, draft: 'story' })
  return (
    <Form form={form} submitLabel="Save">
      <FormDraft form={form} />
      <TextAreaField label="Story" {...form.field('story')} />
    </Form>
  )
}

function open(saved?: string) {
  cleanup()
  return renderComponent(<StoryForm story={saved} />).user
}

beforeEach(() => setDraftOwner('user_ada'))
afterEach(() => setDraftOwner(null))

const story = () => screen.getByLabelText('Story')

test('words that were not saved are offered at the next visit, and can be continued', async () => {
  await open().type(story(), 'Once upon')
  const user = open()
  expect(story()).toHaveValue('')
  expect(screen.getByText(/An unsaved draft was kept here/)).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Continue with it' }))
  expect(story()).toHaveValue('Once upon')
  expect(screen.queryByText(/unsaved draft/)).not.toBeInTheDocument()
})

test('a tab that is closed keeps the last words too', async () => {
  await open().type(story(), 'Once upon')
  window.dispatchEvent(new Event('pagehide'))
  expect(JSON.stringify(localStorage)).toContain('Once upon')
})

test('a draft that is discarded is not offered again', async () => {
  await open().type(story(), 'Once upon')
  await open().click(screen.getByRole('button', { name: 'Discard it' }))
  open()
  expect(screen.queryByText(/unsaved draft/)).not.toBeInTheDocument()
})

test('saved words leave no draft', async () => {
  const user = open()
  await user.type(story(), 'Once upon')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(JSON.stringify(localStorage)).not.toContain('Once'))
  open()
  expect(screen.queryByText(/unsaved draft/)).not.toBeInTheDocument()
})

test('saved words leave no draft either when saving leads to another page', async () => {
  function Page() {
    const [saved, setSaved] = useState(false)
    const submit = async () => {
      setSaved(true)
      await screen.findByText('Saved')
    }
    return saved ? <p>Saved</p> : <StoryForm submit={submit} />
  }
  const { user } = renderComponent(<Page />)
  await user.type(story(), 'Once upon')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  await screen.findByText('Saved')
  await waitFor(() => expect(localStorage).toHaveLength(0))
})

test('words taken back by hand leave no draft', async () => {
  const user = open()
  await user.type(story(), 'Once upon')
  await user.clear(story())
  open()
  expect(screen.queryByText(/unsaved draft/)).not.toBeInTheDocument()
})

test('a draft that says what is saved by now is not offered', async () => {
  await open().type(story(), 'Once upon')
  open('Once upon')
  expect(screen.queryByText(/unsaved draft/)).not.toBeInTheDocument()
})
