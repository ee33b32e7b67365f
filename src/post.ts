// Nothing is loaded where the step has left nothing to do: this runs at the end of every job.
const isLeft = Object.entries(process.env).some(
  ([name, value]) => name.startsWith('STATE_') && value,
)

if (isLeft) {
  const { core } = await import('./github/run/core.ts')
  const { runnerOf } = await import('./github/run/runner.ts')
  const { post } = await import('./github/post.ts')
  await post(runnerOf(core, process.env))
}
