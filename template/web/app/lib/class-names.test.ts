import { expect, test } from 'vitest'

import { cn } from './class-names'

test.each([
  ['h-10 px-4 text-sm', 'h-12 px-6 text-base', 'h-12 px-6 text-base'],
  ['text-muted-foreground', 'text-destructive', 'text-destructive'],
  [
    'text-sm text-muted-foreground',
    'text-center text-balance',
    'text-sm text-muted-foreground text-center text-balance',
  ],
  ['border border-input', 'border-destructive', 'border border-destructive'],
  ['border border-input', 'border-2', 'border-input border-2'],
  ['font-serif font-medium', 'font-bold', 'font-serif font-bold'],
  ['hover:bg-accent md:h-10', 'hover:bg-card md:h-12', 'hover:bg-card md:h-12'],
  ['h-10 w-10', 'size-8', 'size-8'],
  ['pl-2 pr-4', 'px-3', 'px-3'],
  ['px-3', 'pr-11', 'px-3 pr-11'],
  ['rounded-md shadow-xs', 'rounded-full shadow-lg', 'rounded-full shadow-lg'],
  ['inline-flex relative', 'hidden absolute', 'hidden absolute'],
])('of "%s" and then "%s" remains "%s"', (base, given, merged) => {
  expect(cn(base, given)).toBe(merged)
})

test("a class that is nobody else's stays, and so does what is not Tailwind's", () => {
  expect(cn('ledger', { open: true, closed: false }, undefined, 'sr-only')).toBe('ledger open sr-only')
})
