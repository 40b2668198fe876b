import { fileURLToPath } from 'node:url'

import { reactRouter } from '@react-router/dev/vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'

const api = `http://127.0.0.1:${process.env.PORT ?? '8000'}`
const proxy = { '/api': { target: api, changeOrigin: false } }

export default defineConfig({
  plugins: [tailwindcss(), reactRouter()],
  resolve: {
    tsconfigPaths: true,
    alias: { 'react-style-singleton': fileURLToPath(new URL('app/lib/style-singleton.ts', import.meta.url)) },
  },
  environments: {
    client: {
      build: {
        // For error reports: no script names them, and the build moves them out of what is served.
        sourcemap: 'hidden',
        rolldownOptions: {
          // Of a package that only passes on what its files have, such as the icons, only those files are read that are used:
          // else the build takes twice as long.
          experimental: { lazyBarrel: true },
          output: {
            codeSplitting: {
              // What every page stands on, in two files instead of thirty: they compress better, and the larger one
              // stays in the caches of browsers when only the product changes.
              groups: [
                {
                  name: 'framework',
                  test: /\/node_modules\/(react|react-dom|react-router|scheduler)\//,
                  priority: 1,
                },
                {
                  name: 'base',
                  test: new RegExp(
                    [
                      'components/(error-page|link|public-header|form/(form|fields)|ui/(alert|button|field|input))',
                      'features/(accounts/utils|\\w+/(components|hooks)/entrance)',
                      'configuration/observers/observers',
                      '(hooks/use-(navigate|theme)|lib/(problem|toasts)|utils/page-meta)',
                    ]
                      .map((modules) => `/app/${modules}`)
                      .join('|'),
                  ),
                },
                // What most pages behind the sign-in stand on. Each file is named once for each page that needs it, in a list
                // that every page fetches.
                {
                  name: 'signed-in',
                  test: new RegExp(
                    [
                      'node_modules/@tanstack',
                      'app/generated/@tanstack',
                      'app/components/(page-header|ui/(card|skeleton|dialog|confirm-dialog))',
                      'app/hooks/use-(current-user|focus-return|server-form)',
                      'app/lib/(drafts|preload|query-client)',
                    ]
                      .map((modules) => `/${modules}`)
                      .join('|'),
                  ),
                },
              ],
            },
          },
        },
      },
    },
  },
  // Without these the first visit finds a dependency at a time, and reloads the page under the visitor's hands.
  optimizeDeps: { entries: ['app/**/*.{ts,tsx}', '!app/**/*.test.*'] },
  server: {
    host: '127.0.0.1',
    port: Number(process.env.WEB_PORT ?? '5173'),
    strictPort: true,
    fs: { allow: ['.', '../project.json'] },
    proxy,
  },
  preview: { host: '127.0.0.1', port: Number(process.env.WEB_PORT ?? '5173'), strictPort: true, proxy },
})
