import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'

import { useServerForm } from '~/hooks/use-server-form'
import { ApiProblem } from '~/lib/problem'
import { renderComponent } from '~tests/render'

import { TextAreaField, TextField } from './fields'
import { Form } from './form'

const treeSchema = z.object({
  name: z.string().check(z.minLength(1)),
  story: z.string().check(z.maxLength(20)),
})

type Tree = z.infer<typeof treeSchema>
type Submit = (tree: Tree) => Promise<unknown>

function TreeForm({ submit }: { submit: Submit }) {
  const form = useServerForm(treeSchema, { defaultValues: { name: '', story: '' }, submit })
  return (
    <Form form={form} submitLabel="Plant">
      <TextField label="Name" hint="As in Oak." autoComplete="off" {...form.field('name')} />
      <TextAreaField label="Story" {...form.field('story')} />
      <p>{form.unsaved ? 'Unsaved' : 'Nothing to save'}</p>
    </Form>
  )
}

const refusal = (details: ApiProblem['details']) => async () => {
  throw new ApiProblem({ status: 422, code: 'validation_failed', message: 'Check the fields.', details })
}

function open(submit: Submit = async () => {}) {
  return renderComponent(<TreeForm submit={submit} />).user
}

const name = () => screen.getByLabelText('Name')
const story = () => screen.getByLabelText('Story')
const plant = () => screen.getByRole('button', { name: 'Plant' })

test('a field is described by its hint, and by what is wrong with it', async () => {
  const user = open()
  expect(name()).toHaveAccessibleDescription('As in Oak.')
  await user.click(plant())
  expect(name()).toBeInvalid()
  expect(name()).toHaveAccessibleDescription('This is required. As in Oak.')
})

test('one wrong field takes the focus itself', async () => {
  const user = open()
  await user.click(plant())
  await waitFor(() => expect(name()).toHaveFocus())
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
})

test('several wrong fields are summed up; the summary has the focus and leads to each', async () => {
  const user = open()
  await user.type(story(), 'A story of more than twenty letters.')
  await user.click(plant())
  await waitFor(() => expect(screen.getByRole('alert')).toHaveFocus())
  expect(screen.getByRole('alert')).toHaveTextContent('Please check Name and Story.')
  await user.click(screen.getByRole('button', { name: 'Story' }))
  expect(story()).toHaveFocus()
})

test('the summary forgets a field that was mended, and goes with the last one', async () => {
  const user = open()
  await user.type(story(), 'A story of more than twenty letters.')
  await user.click(plant())
  await waitFor(() => expect(screen.getByRole('alert')).toHaveFocus())
  await user.type(name(), 'Oak')
  await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent('Please check Story.'))
  await user.clear(story())
  await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument())
})

test('every attempt that fails brings the focus back to the summary', async () => {
  const user = open(refusal([{ field: null, message: 'The garden is closed.' }]))
  await user.type(name(), 'Oak')
  await user.click(plant())
  await waitFor(() => expect(screen.getByRole('alert')).toHaveFocus())
  await user.type(story(), 'Tall.')
  await user.click(plant())
  await waitFor(() => expect(screen.getByRole('alert')).toHaveFocus())
  expect(screen.getByRole('alert')).toHaveTextContent('The garden is closed.')
})

test("the server's word stands at its field; about a field that is not there, above the form", async () => {
  const user = open(
    refusal([
      { field: 'name', message: 'This tree stands already.' },
      { field: 'season', message: 'Nothing grows in winter.' },
    ]),
  )
  await user.type(name(), 'Oak')
  await user.click(plant())
  await waitFor(() => expect(name()).toHaveAccessibleDescription('This tree stands already. As in Oak.'))
  expect(screen.getByRole('alert')).toHaveTextContent('Nothing grows in winter.')
  expect(name()).toHaveValue('Oak')
})

test('an unforeseen failure is said without its inner words', async () => {
  const user = open(async () => {
    throw new Error('cannot read properties of undefined')
  })
  await user.type(name(), 'Oak')
  await user.click(plant())
  expect(await screen.findByText('Something unexpected happened. Try again in a moment.')).toBeVisible()
})

test('while the values are on their way, nothing sends them again', async () => {
  let calls = 0
  const user = open(() => {
    calls += 1
    return new Promise(() => {})
  })
  await user.type(name(), 'Oak')
  await user.click(plant())
  expect(plant()).toHaveAttribute('aria-disabled', 'true')
  await user.click(plant())
  await user.type(name(), '{Enter}')
  await user.type(story(), '{Control>}{Enter}{/Control}')
  expect(calls).toBe(1)
})

test('Ctrl with Enter sends from a text of many lines', async () => {
  const sent: Tree[] = []
  const user = open(async (tree) => sent.push(tree))
  await user.type(name(), 'Oak')
  await user.type(story(), 'Tall.{Control>}{Enter}{/Control}')
  await waitFor(() => expect(sent).toEqual([{ name: 'Oak', story: 'Tall.' }]))
})

test('after saving, the form shows what the server made of the values, and has nothing to save', async () => {
  const user = open(async (tree) => ({ ...tree, id: 'tree_1', name: tree.name.trim() }))
  await user.type(name(), ' Oak ')
  expect(screen.getByText('Unsaved')).toBeVisible()
  await user.click(plant())
  await waitFor(() => expect(name()).toHaveValue('Oak'))
  expect(screen.getByText('Nothing to save')).toBeVisible()
})

test('what was typed while saving stays, and is still to be saved', async () => {
  let finish = () => {}
  const user = open(() => new Promise<void>((resolve) => (finish = resolve)))
  await user.type(name(), 'Oak')
  await user.click(plant())
  await user.type(story(), 'Tall.')
  finish()
  await waitFor(() => expect(screen.getByText('Unsaved')).toBeVisible())
  expect(story()).toHaveValue('Tall.')
})
