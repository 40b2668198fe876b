import type { MetaDescriptor } from 'react-router'

import { projectDescription, projectName, projectOrigin } from '~/configuration/project'
import { href, type PlainPage } from '~/lib/href'
import { pageTitle } from '~/utils/page-title'

type PublicPage = {
  /** The page itself: search engines are told to list it, under this address alone. */
  page: PlainPage
  description?: string
}

/** The title of a page that needs a person. Search engines never see one, and are asked not to list it. */
export function privateMeta(title: string): MetaDescriptor[] {
  return [{ title: pageTitle(title) }, { name: 'robots', content: 'noindex' }]
}

/** The title of a page for everybody, and what a link to it looks like where it is shared. */
export function publicMeta(title: string, { page, description }: PublicPage): MetaDescriptor[] {
  const address = projectOrigin + href(page)
  return [
    ...socialMeta(pageTitle(title), description),
    { property: 'og:url', content: address },
    { tagName: 'link', rel: 'canonical', href: address },
  ]
}

/**
 * What every address says about itself before any script has run. It speaks of the product alone: `index.html` is one file
 * for all pages, and those who fetch it to preview a link are not signed in.
 */
export function socialMeta(
  title: string = projectName,
  description: string = projectDescription,
): MetaDescriptor[] {
  return [
    { title },
    { name: 'description', content: description },
    { property: 'og:type', content: 'website' },
    { property: 'og:site_name', content: projectName },
    { property: 'og:title', content: title },
    { property: 'og:description', content: description },
    { property: 'og:image', content: `${projectOrigin}/social.png` },
    { property: 'og:image:width', content: '1200' },
    { property: 'og:image:height', content: '630' },
    { name: 'twitter:card', content: 'summary_large_image' },
  ]
}
