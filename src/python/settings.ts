import { dirname, join, resolve } from 'node:path'
import { parse as parseToml } from 'smol-toml'
import * as yaml from 'yaml'
import { parseIni } from '../pins/index.ts'
import { type At, homeOf, type Read, readsOfOption, readsOfTable, textOf } from './reads.ts'

/** The settings that installers read, from variables and from files of their own. */

interface Homes {
  cwd: string
  env: NodeJS.ProcessEnv
  home: string
  config: string
  shared: readonly string[]
}

interface Tool {
  name: string
  variables: RegExp
  language: 'ini' | 'toml' | 'yaml'
  files: (homes: Homes) => readonly (string | undefined)[]
}

/** Each file that its tool would read, whether or not another overrides it. */
export const TOOLS: readonly Tool[] = [
  {
    name: 'pip',
    variables: /^PIP_/,
    language: 'ini',
    files: ({ env, home, config, shared }) => [
      ...shared.map(place => join(place, 'pip', 'pip.conf')),
      '/etc/pip.conf',
      '/Library/Application Support/pip/pip.conf',
      env.PROGRAMDATA && join(env.PROGRAMDATA, 'pip', 'pip.ini'),
      join(home, '.pip', 'pip.conf'),
      join(home, 'pip', 'pip.ini'),
      join(config, 'pip', 'pip.conf'),
      join(home, 'Library', 'Application Support', 'pip', 'pip.conf'),
      env.APPDATA && join(env.APPDATA, 'pip', 'pip.ini'),
      env.PIP_CONFIG_FILE,
    ],
  },
  {
    name: 'uv',
    variables: /^UV_/,
    language: 'toml',
    files: ({ cwd, env, config, shared }) => [
      ...shared.map(place => join(place, 'uv', 'uv.toml')),
      '/etc/uv/uv.toml',
      join(config, 'uv', 'uv.toml'),
      env.APPDATA && join(env.APPDATA, 'uv', 'uv.toml'),
      ...above(cwd).flatMap(place => [join(place, 'uv.toml'), join(place, 'pyproject.toml')]),
      env.UV_CONFIG_FILE,
    ],
  },
  {
    name: 'poetry',
    variables: /^POETRY_/,
    language: 'toml',
    files: ({ cwd, env, home, config }) => [
      join(env.POETRY_CONFIG_DIR || join(config, 'pypoetry'), 'config.toml'),
      join(home, 'Library', 'Application Support', 'pypoetry', 'config.toml'),
      join(cwd, 'poetry.toml'),
    ],
  },
  {
    name: 'pdm',
    variables: /^PDM_/,
    language: 'toml',
    files: ({ cwd, env, home, config, shared }) => [
      ...shared.map(place => join(place, 'pdm', 'config.toml')),
      join(config, 'pdm', 'config.toml'),
      join(home, 'Library', 'Application Support', 'pdm', 'config.toml'),
      env.PDM_CONFIG_FILE,
      join(cwd, 'pdm.toml'),
    ],
  },
  { name: 'pipenv', variables: /^PIPENV_/, language: 'ini', files: () => [] },
  {
    name: 'conda',
    variables: /^(?:CONDA|MAMBA)_/,
    language: 'yaml',
    files: ({ env, home, config }) => [
      ...['/etc/conda', '/var/lib/conda', env.CONDA_ROOT, env.MAMBA_ROOT_PREFIX, env.CONDA_PREFIX]
        .concat([join(config, 'conda'), join(home, '.conda'), home])
        .flatMap(place => place && ['.condarc', 'condarc'].map(name => join(place, name))),
      join(home, '.mambarc'),
      env.CONDARC,
      env.MAMBARC,
    ],
  },
  {
    name: 'pixi',
    variables: /^PIXI_/,
    language: 'toml',
    files: ({ cwd, env, home, config }) => [
      '/etc/pixi/config.toml',
      join(config, 'pixi', 'config.toml'),
      join(env.PIXI_HOME || join(home, '.pixi'), 'config.toml'),
      join(cwd, '.pixi', 'config.toml'),
    ],
  },
]

/** Variables that change nothing of what is installed. */
export const WITHOUT_EFFECT: readonly { what: string; variables: RegExp; reason: string }[] = [
  {
    what: '`*_CACHE_DIR`, `*_NO_CACHE`, `*_LOG` and the like',
    variables: /_CACHE(_DIR)?$|_NO_CACHE(_DIR)?$|_PKGS_DIRS$|_LOG(_FILE|_DIR)?$|_TMPDIR$/,
    reason: 'where downloads and logs are kept',
  },
  {
    what: '`*_PROXY`, `*_CERT`, `*_TIMEOUT`, `*_RETRIES`, `UV_CONCURRENT_*` and the like',
    variables:
      /_(PROXY|CERT|TIMEOUT|RETRIES|NATIVE_TLS|SYSTEM_CERTS|KEYRING_PROVIDER|SSL_VERIFY)$|_CONCURRENT_\w+$|_MAX_WORKERS$/,
    reason: 'how a server is reached, and how fast',
  },
  {
    what: '`*_USERNAME`, `*_PASSWORD`, `*_TOKEN`, `*_HTTP_BASIC_*`, `*_PUBLISH_*` and the like',
    variables: /(USERNAME|PASSWORD|TOKEN|_AUTH)$|_(HTTP_BASIC|PYPI_TOKEN|PUBLISH)_\w+$/,
    reason: 'who asks',
  },
  {
    what: '`*_QUIET`, `*_VERBOSE`, `*_PROGRESS_BAR`, `*_VERSION_CHECK` and the like',
    variables:
      /_(QUIET|VERBOSE|VERBOSITY|(NO_)?COLOR|NO_INPUT|NO_INTERACTION|PROGRESS_BAR|NO_PROGRESS|NOSPIN|YES|ROOT_USER_ACTION|PROMPT(_MODIFIER)?|CHECK_UPDATE|VERSION_CHECK|VERSION_WARNING|NO_WARN\w*)$/,
    reason: 'what the tool prints and asks',
  },
  {
    what: '`UV_LINK_MODE`, `UV_COMPILE_BYTECODE`, `UV_PROJECT_ENVIRONMENT`, `PDM_IGNORE_*`, `PIPENV_PIPFILE` and the like',
    variables:
      /^(UV_(PROJECT_ENVIRONMENT|LINK_MODE|COMPILE_BYTECODE)|PDM_IGNORE_\w+|PIPENV_(IGNORE_VIRTUALENVS|PIPFILE)|(CONDA|MAMBA)_ALWAYS_COPY)$/,
    reason: 'how files get there, or set for each environment that is built here',
  },
  {
    what: '`UV_PYTHON_*`, `UV_TOOL_*`, `CONDA_PREFIX`, `POETRY_VIRTUALENVS_*`, `PIXI_HOME` and the like',
    variables:
      /^(UV_(PYTHON|TOOL|RUN|INTERNAL_)_\w+|UV_STACK_SIZE|CONDA_(PREFIX\w*|SHLVL|DEFAULT_ENV|EXE|PYTHON_EXE|ENVS_\w+|ROOT)|MAMBA_(EXE|ROOT_PREFIX)|POETRY_(HOME|VIRTUALENVS_\w+|ACTIVE)|PIPENV_(ACTIVE|VENV_IN_PROJECT|CUSTOM_VENV_NAME|DEFAULT_PYTHON_VERSION)|PDM_(HOME|PROJECT_\w+)|PIXI_(HOME|EXE|IN_SHELL|PROJECT_\w+|ENVIRONMENT_\w+))$/,
    reason: 'where tools, Pythons and other environments lie: the Python counts by itself',
  },
  {
    what: '`*_CONFIG_FILE`, `CONDARC` and the like',
    variables: /_CONFIG_(FILE|DIR)$|^(CONDA|MAMBA)RC$/,
    reason: 'the file that it names counts by its content',
  },
]

export function readsOfSettings(tools: readonly string[], at: At): Read[] {
  const { cwd, env } = at
  const home = homeOf(env)
  const shared = (env.XDG_CONFIG_DIRS || '/etc/xdg').split(':').filter(Boolean)
  const place = { cwd, env, home, shared, config: env.XDG_CONFIG_HOME || join(home, '.config') }
  return TOOLS.filter(({ name }) => tools.includes(name)).flatMap(tool => [
    ...Object.keys(env)
      .sort()
      .filter(
        name => tool.variables.test(name) && !WITHOUT_EFFECT.some(row => row.variables.test(name)),
      )
      .flatMap(name => readsOfVariable(name, env[name] ?? '', at)),
    ...tool.files(place).flatMap(file => (file ? readsOfFile(resolve(cwd, file), tool, at) : [])),
  ])
}

const readsOfVariable = (name: string, value: string, at: At): Read[] => [
  { kind: 'text', text: `${name}=${value}` },
  ...readsOfOption(name.replace(/^[A-Z]+_/, ''), value, at),
]

function readsOfFile(path: string, { language }: Tool, at: At): Read[] {
  const text = textOf(path)
  if (text === null) return []
  const table = PARSERS[language](text, path)
  // What cannot be parsed is the tool's to complain of.
  if (table === null) return [{ kind: 'text', text, path }]
  const whole: Read = path.endsWith('pyproject.toml')
    ? { kind: 'text', text: JSON.stringify(table) }
    : { kind: 'text', text, path }
  return [whole, ...readsOfTable(table, { ...at, from: dirname(path) })]
}

const PARSERS: Readonly<Record<Tool['language'], (text: string, path: string) => unknown>> = {
  ini: text => Object.fromEntries([...parseIni(text).values()].flatMap(section => [...section])),
  toml: (text, path) => quietly(() => uvsOf(parseToml(text, { maxDepth: 100 }), path)),
  yaml: text => quietly(() => yaml.parse(text, { maxAliasCount: 100, logLevel: 'silent' })),
}

/** Of a project's manifest the table of uv; their installer reads what its dependencies come from. */
function uvsOf(table: Record<string, unknown>, path: string): unknown {
  if (!path.endsWith('pyproject.toml')) return table
  const { tool } = table as { tool?: { uv?: Record<string, unknown> } }
  const { sources, workspace, 'dev-dependencies': _, ...settings } = tool?.uv ?? {}
  return settings
}

function quietly(parse: () => unknown): unknown {
  try {
    return parse()
  } catch {
    return null
  }
}

function above(directory: string): string[] {
  const parent = dirname(directory)
  return [directory, ...(parent === directory ? [] : above(parent))]
}
