import { clsx, type ClassValue } from 'clsx'
import { createTailwindMerge } from 'tailwind-merge'

const any = () => true
const width = (value: string) => /^(x-|y-|s-|e-|[trbl]-)?\d+$/.test(value)
const sizes = ['xs', 'sm', 'base', 'lg', 'xl', (value: string) => /^(\d+xl|\[[\d.]+\w+\])$/.test(value)]

/*
 * The whole table of Tailwind's utilities weighs as much as a form library, and stands before the first page. This one has
 * what components let their callers override; two utilities of a group that is not here both stay.
 */
const mergeClasses = createTailwindMerge(() => ({
  cacheSize: 500,
  theme: {},
  classGroups: {
    display: ['block', 'flex', 'grid', 'hidden', 'inline', 'inline-block', 'inline-flex', 'inline-grid'],
    position: ['absolute', 'fixed', 'relative', 'static', 'sticky'],
    size: [{ size: [any] }],
    height: [{ h: [any] }],
    width: [{ w: [any] }],
    minHeight: [{ 'min-h': [any] }],
    maxHeight: [{ 'max-h': [any] }],
    minWidth: [{ 'min-w': [any] }],
    maxWidth: [{ 'max-w': [any] }],
    padding: [{ p: [any] }],
    paddingX: [{ px: [any] }],
    paddingY: [{ py: [any] }],
    paddingLeft: [{ pl: [any] }],
    paddingRight: [{ pr: [any] }],
    paddingTop: [{ pt: [any] }],
    paddingBottom: [{ pb: [any] }],
    gap: [{ gap: [any] }],
    columns: [{ 'grid-cols': [any] }],
    items: [{ items: [any] }],
    justify: [{ justify: [any] }],
    radius: [{ rounded: ['', any] }],
    shadow: [{ shadow: ['', any] }],
    background: [{ bg: [any] }],
    borderWidth: [{ border: ['', 't', 'b', 'l', 'r', 'x', 'y', width] }],
    borderColor: [{ border: [any] }],
    fontSize: [{ text: sizes }],
    textAlign: [{ text: ['left', 'center', 'right', 'start', 'end'] }],
    textWrap: [{ text: ['balance', 'pretty', 'wrap', 'nowrap'] }],
    textColor: [{ text: [any] }],
    fontFamily: [{ font: ['sans', 'serif', 'mono'] }],
    fontWeight: [{ font: [any] }],
    leading: [{ leading: [any] }],
    opacity: [{ opacity: [any] }],
    layer: [{ z: [any] }],
  },
  conflictingClassGroups: {
    size: ['height', 'width'],
    padding: ['paddingX', 'paddingY', 'paddingLeft', 'paddingRight', 'paddingTop', 'paddingBottom'],
    paddingX: ['paddingLeft', 'paddingRight'],
    paddingY: ['paddingTop', 'paddingBottom'],
    fontSize: ['leading'],
  },
  conflictingClassGroupModifiers: {},
  orderSensitiveModifiers: [],
}))

/** Joins class names; of two utilities for the same property the later one wins. */
export function cn(...values: ClassValue[]): string {
  return mergeClasses(clsx(values))
}
