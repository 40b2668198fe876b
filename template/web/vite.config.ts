import { reactRouter } from '@react-router/dev/vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'

const api = `http://127.0.0.1:${process.env.PORT ?? '8000'}`
const proxy = { '/api': { target: api, changeOrigin: false } }

export default defineConfig({
  plugins: [tailwindcss(), reactRouter()],
  resolve: { tsconfigPaths: true },
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
