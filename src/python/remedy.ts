import { ExpectedError, type Spell } from '../lib/errors.ts'

/** What brings a program that is not there: the lines for a workflow, and the command for a terminal. */

interface Remedy {
  workflow: string
  terminal: string
}

const piped = (name: string): Remedy => ({
  workflow: `- run: pipx install ${name}`,
  terminal: `pipx install ${name}`,
})

const PIXI = 'curl -fsSL https://pixi.sh/install.sh | sh'

const REMEDIES: Readonly<Record<string, Remedy>> = {
  uv: {
    workflow: '- uses: astral-sh/setup-uv@20cfd1bf945f4377ade1205e4dbc17946fc9a30d # v10.0.1',
    terminal: 'pip install uv',
  },
  poetry: piped('poetry'),
  pdm: piped('pdm'),
  pipenv: piped('pipenv'),
  'conda-lock': piped('conda-lock'),
  micromamba: {
    workflow: '- uses: mamba-org/setup-micromamba@v2',
    terminal: 'curl -L micro.mamba.pm/install.sh | sh',
  },
  pixi: {
    workflow: `- run: ${PIXI} && echo "$HOME/.pixi/bin" >> "$GITHUB_PATH"`,
    terminal: PIXI,
  },
}

/** The lines that put a program there, as the reader needs them; none if they are not known. */
function linesFor(program: string, env: NodeJS.ProcessEnv): string {
  const remedy = REMEDIES[program]
  return remedy ? inWords(remedy, env) : ''
}

export const linesForPython = (version: string, env: NodeJS.ProcessEnv): string =>
  inWords(
    {
      workflow: `- uses: actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0\n  with:\n    python-version: '${version}'`,
      terminal: `pip install uv && uv python install ${version}`,
    },
    env,
  )

const inWords = ({ workflow, terminal }: Remedy, { GITHUB_ACTIONS }: NodeJS.ProcessEnv) =>
  GITHUB_ACTIONS === 'true'
    ? `Add to the steps of the job, before this action:\n\n${workflow}`
    : terminal

/** A program is not there, and nothing else can do what it does. */
export const lacking = (problem: string, program: string, env: NodeJS.ProcessEnv): ExpectedError =>
  new ExpectedError(
    (spell: Spell) =>
      `${problem}; install ${program}, or name an interpreter with ${spell('python')}`,
    { kind: 'environment', detail: linesFor(program, env) },
  )
