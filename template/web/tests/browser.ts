/** What jsdom lacks and the components need, in the plainest form that lets them work. */
export function completeBrowser(): void {
  window.matchMedia = (media) => new StandInMediaQueryList(media)
  window.scrollTo = () => {}
  window.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  URL.createObjectURL = () => 'blob:kept'
  URL.revokeObjectURL = () => {}
  Element.prototype.scrollIntoView = () => {}
  Element.prototype.hasPointerCapture = () => false
  Element.prototype.setPointerCapture = () => {}
  Element.prototype.releasePointerCapture = () => {}
}

let darkSystem = false
const mediaLists = new Set<EventTarget>()

/** Sets whether the system prefers dark, and tells who listens. */
export function setDarkSystem(dark: boolean): void {
  darkSystem = dark
  for (const list of mediaLists) list.dispatchEvent(new Event('change'))
}

class StandInMediaQueryList extends EventTarget implements MediaQueryList {
  readonly onchange = null
  readonly media: string

  constructor(media: string) {
    super()
    this.media = media
    mediaLists.add(this)
  }

  get matches(): boolean {
    return this.media === '(prefers-color-scheme: dark)' && darkSystem
  }

  addListener(): void {}
  removeListener(): void {}
}
