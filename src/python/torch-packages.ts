import { partsOf } from '../model/torch-build.ts'
import type { Wanted } from './wanted.ts'

/** Packages that go with one build of torch and not with the other. */

/** They are compiled against a build of torch, and come with it from the same index. */
export const FAMILY: ReadonlyMap<string, string> = new Map([
  ['torch', 'itself'],
  ['torchvision', 'its operators are linked to the libraries of the build'],
  ['torchaudio', 'the same'],
])

/** What only a build with CUDA, ROCm or XPU needs. */
export const LEFT_OUT: readonly { names: RegExp; reason: string }[] = [
  { names: /^nvidia-[\w-]+-cu\d+$/, reason: "NVIDIA's libraries, as CUDA 11 and 12 name them" },
  {
    names:
      /^nvidia-(?:cublas|cuda-(?:cccl|crt|cupti|nvcc|nvrtc|runtime)|cudnn|cufft|cufile|curand|cusolver|cusparse|cusparselt|nccl|npp|nvfatbin|nvjitlink|nvjpeg|nvptxcompiler|nvshmem|nvtx|nvvm)$/,
    reason: 'the same, as CUDA 13 names them',
  },
  {
    names: /^cuda-(?:bindings|core|pathfinder|python|toolkit)$/,
    reason: 'how torch finds these libraries',
  },
  { names: /^(?:pytorch-)?triton(?:-rocm|-xpu)?$/, reason: 'the compiler for kernels of a GPU' },
  {
    names:
      /^(?:intel-(?:cmplr-lib-rt|cmplr-lib-ur|cmplr-lic-rt|opencl-rt|openmp|pti|sycl-rt)|dpcpp-cpp-rt|onemkl-sycl-\w+|oneccl(?:-devel)?|impi-rt|tcmlib|umf)$/,
    reason: "Intel's libraries of the XPU build",
  },
]

/** They are compiled against the CUDA build, and there is no other of them. */
const BOUND: ReadonlyMap<string, string> = new Map(
  ['flash-attn', 'sgl-kernel', 'torch-tensorrt', 'transformer-engine', 'vllm', 'xformers'].map(
    name => [name, `${name} is compiled against the CUDA build`],
  ),
)

/** Why torch stays as it is, if one of these packages needs that. */
export function bound(list: readonly Wanted[]): string | null {
  for (const { name, version } of list) {
    const local = partsOf(version)[1]
    if (BOUND.has(name)) return BOUND.get(name) ?? null
    if (!FAMILY.has(name) && /cu\d\d/.test(local))
      return `${name} ${version} is compiled against the CUDA build`
  }
  return null
}

export const isLeftOut = (name: string) => LEFT_OUT.some(({ names }) => names.test(name))

/** What is left out of a list: the names of the table, but what something else of it needs. */
export function isOfCuda(
  list: readonly Pick<Wanted, 'name'>[],
  needs: ReadonlyMap<string, readonly string[]>,
): Set<string> {
  const left = new Set(list.map(({ name }) => name).filter(isLeftOut))
  const kept = list.map(({ name }) => name).filter(name => !left.has(name) && !FAMILY.has(name))
  for (const name of kept) // It grows while it is walked.
    for (const other of needs.get(name) ?? []) if (left.delete(other)) kept.push(other)
  return left
}
