import { defineConfig } from 'rolldown'
import license from 'rollup-plugin-license'

// One file an entry, unminified: what runs in somebody's pipeline must be readable there.
const entries = { action: 'src/action.ts', cli: 'src/cli.ts' }

export default defineConfig({
  input: entries,
  platform: 'node',
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
  },
  plugins: [license({ thirdParty: { output: 'dist/licenses.txt' } })],
})
