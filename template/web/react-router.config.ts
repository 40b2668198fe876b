import path from 'node:path'

import type { Config } from '@react-router/dev/config'

import { precompress } from './precompress.ts'

export default {
  ssr: false,
  buildEnd: ({ reactRouterConfig }) => precompress(path.join(reactRouterConfig.buildDirectory, 'client')),
} satisfies Config
