/** Names or prefixes of variables that the probe, which runs code of the pull request, must not see. */
const WITHHELD = [
  { prefix: 'GITHUB_TOKEN', why: 'may write to the repository' },
  { prefix: 'GH_TOKEN', why: 'the same' },
  { prefix: 'INPUT_', why: "the action's inputs, the token among them" },
  { prefix: 'ACTIONS_', why: "the runner's own tokens for caches, artifacts and OIDC" },
  { prefix: 'GITHUB_ENV', why: 'a file that sets variables for later steps' },
  { prefix: 'GITHUB_PATH', why: 'a file that sets the path of later steps' },
  { prefix: 'GITHUB_OUTPUT', why: "a file with this step's outputs" },
  { prefix: 'GITHUB_STATE', why: 'the same, for the end of the job' },
  { prefix: 'GITHUB_STEP_SUMMARY', why: "a file with this step's summary" },
  { prefix: 'NODE_OPTIONS', why: 'ours, of no use to Python' },
]

/** The user's environment as the probe may see it, with the probe's package on the path. */
export function probeEnvironment(env: NodeJS.ProcessEnv, probe: string): NodeJS.ProcessEnv {
  const kept = withoutSecrets(env)
  return {
    ...kept,
    PYTHONPATH: [probe, kept.PYTHONPATH]
      .filter(Boolean)
      .join(process.platform === 'win32' ? ';' : ':'),
    PYTHONSAFEPATH: '1', // the working directory may hold a folder with the name of a package
    PYTHONUNBUFFERED: '1',
  }
}

export const isWithheld = (name: string) => WITHHELD.some(({ prefix }) => name.startsWith(prefix))

export const withoutSecrets = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !isWithheld(name)))
