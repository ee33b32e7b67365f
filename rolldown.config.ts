import { createRequire } from 'node:module'
import { type ChunkingContext, defineConfig } from 'rolldown'

// A CommonJS package whose types say otherwise.
const license = createRequire(import.meta.url)('rollup-plugin-license')

// One file an entry, unminified: what runs in somebody's pipeline must be readable there.
const entries = {
  action: 'src/action.ts',
  record: 'src/record.ts',
  report: 'src/report.ts',
  accept: 'src/accept.ts',
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

/**
 * Which shared file of dist/ a module is in: fixed names, libraries apart from ours, so that a diff of dist/ shows
 * what we have changed. The first row that matches counts. A module that is loaded on demand has a file of its own.
 */
const SHARED: readonly [RegExp, string][] = [
  [/node_modules\/@actions\/(core|exec|io)\//, 'core'],
  [/node_modules\/zod\//, 'zod'],
  [/node_modules\/yaml\//, 'yaml'],
  [/node_modules\/smol-toml\//, 'toml'],
  [/node_modules\/@renovatebot\//, 'versions'],
  [/node_modules\/fflate\//, 'fflate'],
  [/node_modules\/markdown-table\//, 'judge'],
  [
    /node_modules\/(execa|cross-spawn|which|isexe|path-key|shebang|npm-run-path|human-signals|get-stream|is-stream|signal-exit|strip-final-newline|pretty-ms|parse-ms|figures|yoctocolors|unicorn-magic|@sindresorhus|@sec-ant|is-plain-obj|is-unicode-supported)/,
    'execa',
  ],
  [/node_modules\//, 'octokit'],
  [/src\/model\/owner/, 'owner'], // which any Node.js can read
  [/src\/lib\/foreign\//, 'foreign'],
  [/src\/lib\/wrap/, 'cli-command'],
  [/src\/(lib|root|report\/inert)/, 'lib'],
  [/src\/(probe\/|training\/|model\/(training|handed))/, 'training'],
  [/src\/(model\/|pipeline\/inputs)/, 'model'],
  [/src\/pins\//, 'pins'],
  [/src\/(change|baseline)\//, 'change'],
  [/src\/(judge|report)\//, 'judge'],
  [/src\/(python|pipeline)\//, 'pipeline'],
  [/src\/cli\/(command|arguments|help)/, 'cli-command'], // all that `lddpr --help` takes
  [/src\/cli\//, 'cli-output'],
  [/src\/github\/(start|main)\.ts/, 'github-start'],
  [/src\/github\/run\//, 'github-run'],
  [/src\/github\//, 'github'],
]

/** What one entry alone begins with is in its file. */
const OF_ENTRIES = /src\/github\/plan\/main\.ts$/

function sharedFile(id: string, context: ChunkingContext): string | null {
  const info = context.getModuleInfo(id)
  const isAlone = info?.importers.length === 0 || OF_ENTRIES.test(id)
  if (isAlone) return null
  return SHARED.find(([path]) => path.test(id))?.[1] ?? null
}

/** `src/cli/check.ts`, loaded on demand, is `cli-check.js`; a package has its name. */
const nameOnDemand = (id: string | null) =>
  /node_modules\/([^/]+)/.exec(id ?? '')?.[1] ??
  /\/src\/(.+)\.ts$/.exec(id ?? '')?.[1]?.replaceAll('/', '-')

export default defineConfig({
  input: entries,
  platform: 'node',
  // The terminal program runs on Node.js 20, too; the action brings its own.
  transform: { target: 'node20' },
  preserveEntrySignatures: 'allow-extension',
  output: {
    dir: 'dist',
    format: 'esm',
    comments: false, // dist/licenses.txt has the licences
    cleanDir: true,
    entryFileNames: '[name].js',
    chunkFileNames: ({ name, facadeModuleId }) => `${nameOnDemand(facadeModuleId) ?? name}.js`,
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ name: sharedFile, debugName: 'shared' }],
    },
  },
  plugins: [withoutOidc, license({ thirdParty: { output: 'dist/licenses.txt' } })],
})
