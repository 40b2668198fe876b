import path from 'node:path'

import type { Config } from '@react-router/dev/config'

import { precompress } from './precompress.ts'
import { moveSourceMaps } from './source-maps.ts'

export default {
  ssr: false,
  buildEnd: async ({ reactRouterConfig: { buildDirectory } }) => {
    const client = path.join(buildDirectory, 'client')
    await moveSourceMaps(client, path.join(buildDirectory, 'source-maps'))
    await precompress(client)
  },
} satisfies Config
