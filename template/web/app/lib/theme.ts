const themeChoices = ['system', 'light', 'dark'] as const
export type ThemeChoice = (typeof themeChoices)[number]

const storageKey = 'theme'
const darkQuery = '(prefers-color-scheme: dark)'

/** Runs in the head before the first paint, so that a dark page never flashes light. Mirrors `showTheme`. */
export const themeScript = `(() => {
  let choice = null
  try { choice = localStorage.getItem('${storageKey}') } catch {}
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('${darkQuery}').matches)
  document.documentElement.classList.toggle('dark', dark)
})()`

export function themeChoiceFrom(value: string | null): ThemeChoice {
  return themeChoices.find((choice) => choice === value) ?? 'system'
}

export function currentTheme(): ThemeChoice {
  try {
    return themeChoiceFrom(localStorage.getItem(storageKey))
  } catch {
    return choiceWithoutStorage
  }
}

export function chooseTheme(choice: ThemeChoice): void {
  choiceWithoutStorage = choice
  try {
    if (choice === 'system') localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, choice)
  } catch {
    // Storage can be forbidden; the choice then lasts as long as the page.
  }
  showTheme()
  for (const listener of listeners) listener()
}

/** Calls back on a choice here, in another tab, or in the system's settings. Returns the way to stop. */
export function watchTheme(listener: () => void): () => void {
  const media = matchMedia(darkQuery)
  const onStorage = (event: StorageEvent) => {
    if (event.key !== storageKey && event.key !== null) return
    showTheme()
    listener()
  }
  listeners.add(listener)
  media.addEventListener('change', showTheme)
  window.addEventListener('storage', onStorage)
  return () => {
    listeners.delete(listener)
    media.removeEventListener('change', showTheme)
    window.removeEventListener('storage', onStorage)
  }
}

const listeners = new Set<() => void>()
let choiceWithoutStorage: ThemeChoice = 'system'

function showTheme(): void {
  const choice = currentTheme()
  const dark = choice === 'dark' || (choice === 'system' && matchMedia(darkQuery).matches)
  document.documentElement.classList.toggle('dark', dark)
}
