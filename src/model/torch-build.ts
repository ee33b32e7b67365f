import * as z from 'zod'

/** Which build of torch is measured, and why: a part of the record, beside the version that it reports itself. */

export const TORCH_BUILDS = ['auto', 'cpu', 'pinned'] as const
export const PYTORCH_CPU_INDEX = 'https://download.pytorch.org/whl/cpu'

const LONGEST = 500
const text = z.string().min(1).max(LONGEST)

export const torchBuildSchema = z.strictObject({
  /** `cpu` stands in for the build that the files pin; `pinned` is that build itself. */
  build: z.enum(['cpu', 'pinned']),
  why: text,
  /** The version that the files pin; null where they leave it open. */
  version: text.nullable(),
  /** SHA-256 of the wheel, as its index has it; null where a lock or nobody has one. */
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
})
export type TorchBuild = z.infer<typeof torchBuildSchema>

/** `2.11.0` of `2.11.0+cu128`, and `cu128`; the second is empty where there is none. */
export const partsOf = (version: string): [release: string, local: string] => {
  const [release = '', local = ''] = version.split('+')
  return [release, local]
}

/** Whether the installed torch is the CPU build that stands in for what the files pin. */
export function standsIn(
  build: TorchBuild | undefined,
  { asked, found }: { asked: string; found: string },
): boolean {
  const [release, local] = partsOf(found)
  return (
    build?.build === 'cpu' &&
    build.version === asked &&
    local === 'cpu' &&
    release === partsOf(asked)[0]
  )
}

export const torchBuildInWords = ({ build, version, why }: TorchBuild): string =>
  build === 'cpu'
    ? `CPU build of ${version ? `the pinned ${version}` : 'the version that the files allow'}`
    : `as pinned: ${why}`
