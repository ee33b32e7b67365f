import { ExpectedError } from '../lib/errors.ts'

/** Where the probe runs: anything else is refused before an environment is installed. */
const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = {
  linux: '',
  darwin:
    'This runs on macOS, where nobody has tested it: ranks start slowly, and a process that a package leaves running may stay.',
}

/** What a report says of this system. Throws ExpectedError where the probe cannot run. */
export function aboutSystem(platform: NodeJS.Platform): string[] {
  const notice = SYSTEMS[platform]
  if (notice === undefined)
    throw new ExpectedError(
      `the probe runs on Linux, found ${platform}; take a Linux runner, a container, or WSL 2`,
      { kind: 'environment' },
    )
  return notice ? [notice] : []
}
