import type { Surroundings } from '../model/world.ts'
import type { Repository } from '../pins/index.ts'
import { askPython, findPython } from './find-python.ts'
import type { Job, Scope, Source } from './recipe.ts'
import { ask } from './run.ts'
import type { TorchWish } from './torch-build.ts'
import { uvFromPyPI } from './uv.ts'

interface Asking {
  pins: Source
  files: Repository
  surroundings: Surroundings
  scope: Scope
  /** Whether anything may be downloaded. */
  download: boolean
  used: AsyncDisposableStack
  torch?: TorchWish | undefined
}

/** What is to be built, with what this machine has to build it. */
export async function jobFor(asking: Asking): Promise<Job> {
  const { pins, files, surroundings, scope, download, used, torch } = asking
  const answers = async (program: string, around = surroundings) =>
    (await ask([program, '--version'], around)) !== null
  const [uv, python3] = await Promise.all([answers('uv'), askPython('python3', surroundings)])
  let fetched: Promise<Surroundings | null> | undefined
  const fetchUv = async (why: string): Promise<Surroundings | null> => {
    const python = python3 ?? (await askPython('python', surroundings))
    const env = python && (await uvFromPyPI({ python, why, install: download, surroundings, used }))
    return env && { ...surroundings, env }
  }
  const withUv = (why: string) => {
    fetched ??= fetchUv(why)
    return fetched
  }
  const find = async () => {
    const among = { python3, uv, download }
    try {
      return await findPython(pins, among, surroundings)
    } catch (error) {
      const around = uv ? null : await withUv('no Python on it suits')
      if (!around) throw error
      return await findPython(pins, { ...among, uv: true }, around)
    }
  }
  let base: ReturnType<typeof find> | undefined
  const job: Job = {
    pins,
    files,
    scope,
    surroundings,
    torch,
    uv,
    base: () => {
      base ??= find()
      return base
    },
    first: async (...programs) => {
      for (const program of programs) if (await answers(program)) return program
      return null
    },
    withUv: async why => {
      const around = uv ? surroundings : await withUv(why)
      return around && { ...job, uv: true, surroundings: around }
    },
  }
  return job
}
