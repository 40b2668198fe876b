import { useEffect } from 'react'

/**
 * Stands in for the package react-style-singleton, with which open dialogs and menus keep the page from scrolling. The
 * package writes <style> elements, which a strict content security policy refuses; a constructed sheet is no inline style.
 */
export function stylesheetSingleton() {
  let users = 0
  let sheet: CSSStyleSheet | null = null
  return {
    add(styles: string) {
      if (users === 0) {
        sheet = new CSSStyleSheet()
        sheet.replaceSync(styles)
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
      }
      users += 1
    },
    remove() {
      users -= 1
      if (users > 0) return
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((adopted) => adopted !== sheet)
      sheet = null
    },
  }
}

export function styleHookSingleton() {
  const singleton = stylesheetSingleton()
  return function useStyle(styles: string) {
    useEffect(() => {
      singleton.add(styles)
      return () => singleton.remove()
    }, [styles])
  }
}

export function styleSingleton() {
  const useStyle = styleHookSingleton()
  return function Sheet({ styles }: { styles: string }) {
    useStyle(styles)
    return null
  }
}
