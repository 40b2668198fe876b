import { QueryClient } from '@tanstack/react-query'
import { beforeEach, expect, test } from 'vitest'

import { changeInLists } from './optimistic-lists'

type Tree = { id: string; name: string }

const oak = { id: 'tree_1', name: 'Oak' }
const elm = { id: 'tree_2', name: 'Elm' }
const fir = { id: 'tree_3', name: 'Fir' }

let queryClient: QueryClient

beforeEach(() => {
  queryClient = new QueryClient()
  queryClient.setQueryData(['trees', 'by name'], { items: [elm, fir, oak], next_cursor: 'more' })
  queryClient.setQueryData(['trees', 'by height'], { items: [oak, elm, fir] })
  queryClient.setQueryData(['shrubs'], { items: [oak] })
})

const change = (to: (tree: Tree) => Tree | null) => changeInLists<Tree>(queryClient, ['trees'], to)
const without = (gone: Tree) => (tree: Tree) => (tree.id === gone.id ? null : tree)
const renamed = (changed: Tree, name: string) => (tree: Tree) =>
  tree.id === changed.id ? { ...tree, name } : tree

function names(...key: string[]) {
  return queryClient.getQueryData<{ items: Tree[] }>(key)?.items.map(({ name }) => name)
}

test('an item goes from every page of its list, and from no other list', () => {
  change(without(oak))
  expect(names('trees', 'by name')).toEqual(['Elm', 'Fir'])
  expect(names('trees', 'by height')).toEqual(['Elm', 'Fir'])
  expect(names('shrubs')).toEqual(['Oak'])
  expect(queryClient.getQueryData(['trees', 'by name'])).toMatchObject({ next_cursor: 'more' })
})

test('the way back puts it where it was in each of them', () => {
  const back = change(without(elm))
  back()
  expect(names('trees', 'by name')).toEqual(['Elm', 'Fir', 'Oak'])
  expect(names('trees', 'by height')).toEqual(['Oak', 'Elm', 'Fir'])
})

test('several items come back in their order', () => {
  const back = change((tree) => (tree.id === fir.id ? tree : null))
  expect(names('trees', 'by name')).toEqual(['Fir'])
  back()
  expect(names('trees', 'by name')).toEqual(['Elm', 'Fir', 'Oak'])
})

test('an item changes, and changes back', () => {
  const back = change(renamed(oak, 'Old oak'))
  expect(names('trees', 'by height')).toEqual(['Old oak', 'Elm', 'Fir'])
  back()
  expect(names('trees', 'by height')).toEqual(['Oak', 'Elm', 'Fir'])
})

test('the way back of one change leaves another change as it is', () => {
  const back = change(without(oak))
  change(without(fir))
  change(renamed(elm, 'Old elm'))
  back()
  expect(names('trees', 'by height')).toEqual(['Oak', 'Old elm'])
})

test('an item that the server has brought back already is not there twice', () => {
  const back = change(without(oak))
  queryClient.setQueryData(['trees', 'by name'], { items: [{ ...oak }, elm] })
  back()
  expect(names('trees', 'by name')).toEqual(['Oak', 'Elm'])
})
