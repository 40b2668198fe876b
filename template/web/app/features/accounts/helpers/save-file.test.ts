import { expect, test, vi } from 'vitest'

import { saveFile } from './save-file'

test('the browser saves the text under its name', async () => {
  let kept: Blob | undefined
  const saved: string[] = []
  vi.stubGlobal(
    'URL',
    class extends URL {
      static override createObjectURL(blob: Blob) {
        kept = blob
        return 'blob:kept'
      }
      static override revokeObjectURL() {
        kept = undefined
      }
    },
  )
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(`${this.download} ${this.href}`)
  })
  vi.useFakeTimers()
  try {
    saveFile('my-data.json', '{"name":"Ada"}')
    expect(saved).toEqual(['my-data.json blob:kept'])
    expect(kept?.size).toBe(14)
    vi.runAllTimers()
    expect(kept).toBeUndefined()
  } finally {
    vi.useRealTimers()
  }
})
