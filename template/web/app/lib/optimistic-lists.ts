import { hashKey, type QueryClient, type QueryKey } from '@tanstack/react-query'

type Page<Item> = { items: Item[] }

/**
 * Changes items in all pages of a list that the cache holds, before the server has answered: `change` returns an item as
 * it will be, or null when it goes. Returns the way back, which leaves alone what was changed otherwise meanwhile.
 */
export function changeInLists<Item extends { id: string }>(
  queryClient: QueryClient,
  listKey: QueryKey,
  change: (item: Item) => Item | null,
): () => void {
  const ways: (() => void)[] = []
  for (const [queryKey, page] of queryClient.getQueriesData<Page<Item>>({ queryKey: listKey })) {
    if (!page) continue
    const changes = page.items.flatMap((before, position) => {
      const after = change(before)
      return after === before ? [] : [{ before, after, position }]
    })
    const update = (next: (items: Item[]) => Item[]) =>
      queryClient.setQueryData<Page<Item>>(queryKey, (now) => now && { ...now, items: next(now.items) })
    update((items) =>
      items.flatMap((item) => changes.find(({ before }) => before === item)?.after ?? kept(item)),
    )
    ways.push(() => update((items) => changes.reduce(undone, items)))

    function kept(item: Item): Item[] {
      return changes.some(({ before }) => before === item) ? [] : [item]
    }
  }
  return () => {
    for (const back of ways) back()
  }
}

function undone<Item extends { id: string }>(
  items: Item[],
  { before, after, position }: { before: Item; after: Item | null; position: number },
): Item[] {
  // By value, because the cache may hold a copy.
  if (after) return items.map((item) => (hashKey([item]) === hashKey([after]) ? before : item))
  if (items.some(({ id }) => id === before.id)) return items
  return items.toSpliced(position, 0, before)
}
