import { index, layout, route, type RouteConfig } from '@react-router/dev/routes'

import { features } from './features'
import type { Feature, FeaturePage } from './utils/feature'

function routesOf(pagesOf: (feature: Feature) => FeaturePage[] | undefined) {
  return features.flatMap((feature) =>
    (pagesOf(feature) ?? []).map((page) => route(page.path, `features/${feature.name}/${page.file}`)),
  )
}

export default [
  index('pages/landing.tsx'),
  ...routesOf((feature) => feature.publicPages),
  layout('pages/signed-in.tsx', [
    layout('pages/in-frame.tsx', [
      ...routesOf((feature) => feature.signedInPages),
      layout('pages/settings/settings.tsx', [
        route('settings', 'pages/settings/first.tsx'),
        route('settings/appearance', 'pages/settings/appearance.tsx'),
        ...routesOf((feature) => feature.settingsPages),
      ]),
    ]),
  ]),
  route('*', 'pages/not-found.tsx'),
] satisfies RouteConfig
