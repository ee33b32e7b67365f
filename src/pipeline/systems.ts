import { ExpectedError } from '../lib/errors.ts'

/** What a probe would run on. */
export interface Machine {
  platform: NodeJS.Platform
  arch: NodeJS.Architecture
  /** Whether the C library is musl, as on Alpine. */
  musl: boolean
}

interface System {
  /** As people call it. */
  name: string
  is: (machine: Machine) => boolean
  /** What a report says of it. */
  notice?: string
  /** Why nothing runs there, and what to take instead: said before anything is installed. */
  refused?: string
}

const LINUX = 'take a Linux runner, a container, or WSL 2'

/** The first row that fits counts. */
export const SYSTEMS: readonly System[] = [
  {
    name: 'Linux with musl, such as Alpine',
    is: ({ platform, musl }) => platform === 'linux' && musl,
    refused:
      'torch has no wheels for musl, which this Linux has; take an image with glibc, such as Debian or Ubuntu',
  },
  { name: 'Linux on x86_64', is: ({ platform, arch }) => platform === 'linux' && arch === 'x64' },
  {
    name: 'Linux on aarch64',
    is: ({ platform, arch }) => platform === 'linux' && arch === 'arm64',
    notice: 'This runs on aarch64, where nobody has tested it.',
  },
  {
    name: 'Linux on other processors',
    is: ({ platform }) => platform === 'linux',
    refused: 'torch has wheels for x86_64 and aarch64 only; take a runner with one of these',
  },
  {
    name: 'macOS',
    is: ({ platform }) => platform === 'darwin',
    notice:
      'This runs on macOS, where nobody has tested it: ranks start slowly, and a process that a package leaves running may stay.',
  },
  {
    name: 'Windows',
    is: ({ platform }) => platform === 'win32',
    refused: `the probe runs on Linux, and this is Windows; ${LINUX}`,
  },
  {
    name: 'other systems',
    is: () => true,
    refused: `the probe does not run on this system; ${LINUX}`,
  },
]

/** The machine that this runs on. */
export function thisMachine(): Machine {
  const { platform, arch } = process
  return { platform, arch, musl: platform === 'linux' && !hasGlibc() }
}

/** What a report says of this system. Throws ExpectedError where the probe cannot run. */
export function aboutSystem(machine: Machine): string[] {
  const { notice, refused } = SYSTEMS.find(({ is }) => is(machine)) ?? {}
  if (refused) {
    const found = `found ${machine.platform} on ${machine.arch}`
    throw new ExpectedError(`${refused} (${found})`, { kind: 'environment' })
  }
  return notice ? [notice] : []
}

/** Node tells the version of glibc where it was built for that. It would look up names of open connections, too. */
function hasGlibc(): boolean {
  Object.assign(process.report, { excludeNetwork: true })
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } }
  return header?.glibcVersionRuntime !== undefined
}
