import { createRequire } from 'node:module'
import { defineConfig } from 'rolldown'

// A CommonJS package whose types say otherwise.
const license = createRequire(import.meta.url)('rollup-plugin-license')

// One file an entry, unminified: what runs in somebody's pipeline must be readable there.
const entries = { action: 'src/action.ts', post: 'src/post.ts', cli: 'src/cli.ts' }

export default defineConfig({
  input: entries,
  platform: 'node',
  output: {
    dir: 'dist',
    format: 'esm',
    comments: false, // dist/licenses.txt has the licences
    cleanDir: true,
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
  },
  plugins: [license({ thirdParty: { output: 'dist/licenses.txt' } })],
})
