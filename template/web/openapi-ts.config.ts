import { existsSync } from 'node:fs'

import { defineConfig } from '@hey-api/openapi-ts'

const apiDocument = process.env.OPENAPI_DOCUMENT ?? '../.local/openapi.json'

// The generator itself succeeds, without a word, when there is nothing to read.
if (!existsSync(apiDocument)) {
  throw new Error(`There is no API document at ${apiDocument}. \`just generate\` writes it, then the client.`)
}

export default defineConfig({
  input: apiDocument,
  output: 'app/generated',
  logs: { level: 'silent' },
  plugins: [
    { name: '@hey-api/client-fetch', runtimeConfigPath: '~/configuration/api' },
    '@hey-api/typescript',
    '@hey-api/sdk',
    { name: 'zod', compatibilityVersion: 'mini' },
    { name: '@tanstack/react-query', infiniteQueryOptions: false },
  ],
})
