import { useState } from 'react'

/** Which rows of the shown page are selected. Another page, search or order begins with none. */
export function useSelection<Item extends { id: string }>(items: Item[], listKey: string) {
  const [state, setState] = useState({ listKey, ids: new Set<string>(), anchor: '' })
  const current = state.listKey === listKey ? state : { listKey, ids: new Set<string>(), anchor: '' }
  const select = (ids: Iterable<string>, anchor = '') => setState({ listKey, ids: new Set(ids), anchor })

  // A row that is gone, deleted here or elsewhere, is selected no more.
  const selected = items.filter(({ id }) => current.ids.has(id))

  /** Selects a row or takes it back; with `range`, all rows from the one that was pressed before. */
  function toggle(id: string, range: boolean) {
    const wanted = !current.ids.has(id)
    const ids = new Set(current.ids)
    for (const each of range ? between(items, current.anchor, id) : [id]) {
      if (wanted) ids.add(each)
      else ids.delete(each)
    }
    select(ids, id)
  }

  return {
    selected,
    isSelected: (id: string) => current.ids.has(id),
    all: items.length > 0 && selected.length === items.length,
    toggle,
    selectAll: () => select(items.map(({ id }) => id)),
    clear: () => select([]),
  }
}

export type Selection<Item extends { id: string }> = ReturnType<typeof useSelection<Item>>

function between(items: { id: string }[], one: string, other: string): string[] {
  const ids = items.map(({ id }) => id)
  const [first, last] = [ids.indexOf(one), ids.indexOf(other)].toSorted((a, b) => a - b)
  return first === undefined || first < 0 ? [other] : ids.slice(first, (last ?? first) + 1)
}
