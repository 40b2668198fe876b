/** Words that were typed and not yet saved, kept in this browser for the person who typed them. */
export type StoredDraft = {
  values: Record<string, string>
  savedAt: Date
}

export type Draft = {
  /** What was kept at the last visit; null when there is nothing, or nothing readable. */
  read: () => StoredDraft | null
  write: (values: Record<string, string>) => void
  discard: () => void
}

const prefix = 'draft:'
const keptMilliseconds = 30 * 24 * 60 * 60 * 1000

let owner: string | null = null
// A draft that is still open when its owner leaves must not be written once more as its page goes away.
let visit = 0

/** Says whose drafts are read and written from now on. What other people left behind in this browser is dropped. */
export function setDraftOwner(userId: string | null): void {
  if (userId === owner) return
  owner = userId
  if (userId !== null) removeDrafts((key) => !key.startsWith(`${prefix}${userId}:`))
}

/** Forgets all drafts, because the person leaves this browser on purpose. */
export function forgetDrafts(): void {
  visit += 1
  removeDrafts(() => true)
}

/** Opens the draft of this name of the person who is here. Without a person, nothing is ever kept. */
export function openDraft(name: string): Draft {
  const key = owner === null ? null : `${prefix}${owner}:${name}`
  const visitOfDraft = visit
  return {
    read: () => (key === null ? null : readDraft(key)),
    write: (values) => {
      if (key === null || visit !== visitOfDraft) return
      withStorage((storage) => storage.setItem(key, JSON.stringify({ values, savedAt: Date.now() })))
    },
    discard: () => {
      if (key !== null) withStorage((storage) => storage.removeItem(key))
    },
  }
}

function readDraft(key: string): StoredDraft | null {
  const text = withStorage((storage) => storage.getItem(key))
  if (!text) return null
  try {
    const { values, savedAt }: { values?: unknown; savedAt?: unknown } = JSON.parse(text)
    if (!isTexts(values) || typeof savedAt !== 'number' || Date.now() - savedAt > keptMilliseconds)
      return null
    return { values, savedAt: new Date(savedAt) }
  } catch {
    return null
  }
}

function isTexts(value: unknown): value is Record<string, string> {
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).every((text) => typeof text === 'string')
}

function removeDrafts(isUnwanted: (key: string) => boolean): void {
  withStorage((storage) => {
    const unwanted = Object.keys(storage).filter((key) => key.startsWith(prefix) && isUnwanted(key))
    for (const key of unwanted) storage.removeItem(key)
  })
}

/** Storage can be forbidden or full: a draft is then not kept, and the page works as it does without. */
function withStorage<Result>(act: (storage: Storage) => Result): Result | null {
  try {
    return act(localStorage)
  } catch {
    return null
  }
}
