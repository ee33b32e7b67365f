import { createRequire } from 'node:module'
import { defineConfig } from 'rolldown'

// A CommonJS package whose types say otherwise.
const license = createRequire(import.meta.url)('rollup-plugin-license')

// One file an entry, unminified: what runs in somebody's pipeline must be readable there.
const entries = {
  action: 'src/action.ts',
  post: 'src/post.ts',
  plan: 'src/plan.ts',
  cli: 'src/cli.ts',
}

/**
 * The OIDC tokens of @actions/core, which nothing here asks for, stand on half a megabyte of HTTP
 * client: without them the first line of the log comes in half the time.
 */
const withoutOidc = {
  name: 'without-oidc',
  resolveId: (id: string, from?: string) =>
    id.endsWith('/oidc-utils.js') && from?.includes('@actions/core') ? '\0without-oidc' : null,
  load: (id: string) => (id === '\0without-oidc' ? 'export class OidcClient {}' : null),
}

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
  plugins: [withoutOidc, license({ thirdParty: { output: 'dist/licenses.txt' } })],
})
