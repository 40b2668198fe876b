import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Scissors } from 'lucide-react'

import { Link } from '~/components/link'
import { client } from '~/generated/client.gen'
import { checkedHref } from '~/lib/href'
import { renderPages } from '~tests/render'
import { answer, json } from '~tests/server'

import { BackToList, useListState } from '../back-to-list'
import { defineList, type Page } from '../list-definition'
import { ResourceList } from '../resource-list'
import { useResourceList } from '../use-resource-list'

export type Tree = { id: string; name: string; height: number }
type TreeOrder = 'name' | '-name' | 'height' | '-height'

// A page of these tests only.
const treesPath = checkedHref('/trees')

const treeList = defineList<Tree, TreeOrder, { leaf: 'broad' | 'needle' }>({
  path: treesPath,
  one: 'tree',
  many: 'trees',
  titleOf: ({ name }) => name,
  defaultOrder: 'name',
  filters: {
    leaf: {
      label: 'Leaf',
      choices: [
        { value: 'broad', label: 'Broad leaves' },
        { value: 'needle', label: 'Needles' },
      ],
    },
  },
  columns: [
    {
      header: 'Name',
      kind: 'main',
      cell: (tree) => <TreeLink tree={tree} />,
      orders: [
        { value: 'name', label: 'Name, A to Z' },
        { value: '-name', label: 'Name, Z to A' },
      ],
    },
    {
      header: 'Height',
      cell: ({ height }) => `${height} m`,
      orders: [
        { value: '-height', label: 'Tallest' },
        { value: 'height', label: 'Smallest' },
      ],
    },
  ],
})

function TreeLink({ tree }: { tree: Tree }) {
  return (
    <Link to={checkedHref(`/trees/${tree.id}`)} state={useListState()}>
      {tree.name}
    </Link>
  )
}

export const felled: string[] = []

export function TreesPage() {
  const list = useResourceList(treeList)
  const result = useQuery({
    queryKey: ['trees', list.query],
    queryFn: async () =>
      (await client.get<{ 200: Page<Tree> }, unknown, true>({ url: '/api/trees', query: list.query })).data,
    placeholderData: keepPreviousData,
  })
  return (
    <ResourceList
      list={list}
      result={result}
      empty={<p>Plant your first tree</p>}
      renderRowActions={({ name }) => <button type="button">Water {name}</button>}
      bulkActions={[
        { label: 'Fell', icon: Scissors, run: (trees) => felled.push(...trees.map(({ name }) => name)) },
      ]}
    />
  )
}

export const oak: Tree = { id: 'tree_1', name: 'Oak', height: 20 }
export const elm: Tree = { id: 'tree_2', name: 'Elm', height: 30 }
export const fir: Tree = { id: 'tree_3', name: 'Fir', height: 40 }
export const yew: Tree = { id: 'tree_4', name: 'Yew', height: 10 }

export const pageOf = (items: Tree[], given: Partial<Page<Tree>> = {}): Page<Tree> => ({
  items,
  next_cursor: null,
  previous_cursor: null,
  ...given,
})

/** Answers the list by its query, and tells what was asked. */
export function answerTrees(pageFor: (query: URLSearchParams) => Page<Tree>) {
  const asked: Record<string, string>[] = []
  answer({
    'GET /api/trees': ({ url }) => {
      asked.push(Object.fromEntries(url.searchParams))
      return json(pageFor(url.searchParams))
    },
  })
  return asked
}

/** `arriving` is how long it takes to come to a tree. */
export function openTrees(address = '/trees', arriving?: Promise<null>) {
  felled.length = 0
  return renderPages(
    [
      { path: '/trees', Component: TreesPage },
      {
        path: '/trees/:id',
        Component: () => <BackToList to={treesPath} label="Trees" />,
        ...(arriving && { loader: () => arriving }),
      },
    ],
    address,
  )
}
