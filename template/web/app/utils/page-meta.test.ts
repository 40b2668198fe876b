import { expect, test } from 'vitest'

import { projectDescription, projectName, projectOrigin } from '~/configuration/project'

import { privateMeta, publicMeta, socialMeta } from './page-meta'

test('a page for everybody names itself, and the one address under which it shall be found', () => {
  const meta = publicMeta('Sign in', { page: '/sign-in' })
  const title = `Sign in · ${projectName}`
  const address = `${projectOrigin}/sign-in`
  expect(meta).toContainEqual({ title })
  expect(meta).toContainEqual({ property: 'og:title', content: title })
  expect(meta).toContainEqual({ property: 'og:description', content: projectDescription })
  expect(meta).toContainEqual({ property: 'og:url', content: address })
  expect(meta).toContainEqual({ tagName: 'link', rel: 'canonical', href: address })
})

test('a description of its own replaces the product’s', () => {
  const meta = publicMeta('Prices', { page: '/', description: 'What it costs.' })
  expect(meta).toContainEqual({ name: 'description', content: 'What it costs.' })
  expect(meta).toContainEqual({ property: 'og:description', content: 'What it costs.' })
})

test('a page that needs a person is not to be listed, and says nothing but its title', () => {
  expect(privateMeta('Account')).toEqual([
    { title: `Account · ${projectName}` },
    { name: 'robots', content: 'noindex' },
  ])
})

test('what is served for every address claims none', () => {
  expect(JSON.stringify(socialMeta())).not.toMatch(/canonical|og:url/)
})
