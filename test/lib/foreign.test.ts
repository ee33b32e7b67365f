import { chmod, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { execa } from 'execa'
import { expect, onTestFinished, test } from 'vitest'
import { runForeign, type Task } from '../../src/lib/foreign/run.ts'
import { temporary } from '../../support/lddpr.ts'

/** Programs that leave processes behind: none keeps us waiting, and none stays. */

const env = { PATH: process.env.PATH }
const ENDLESS = 60
const run = (code: string, more: Partial<Task> = {}) =>
  runForeign({ command: ['python3', '-c', code], cwd: '.', env, seconds: ENDLESS, ...more })

/** What is behind the script of a version manager. */
const realPython = async () =>
  (await execa('python3', ['-c', 'import sys; print(sys.executable)'])).stdout

/** Waits until a process is no more; those that are killed take a moment. */
async function gone(pid: number): Promise<boolean> {
  for (let look = 0; look < 200; look++) {
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => ') X')
    if (/\) [XZ]/.test(stat)) return true
    await setTimeout(20)
  }
  return false
}

/** Nobody of a failed test lives on. */
function watched(pid: number): number {
  onTestFinished(() => {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It is gone.
    }
  })
  return pid
}

/** `become(environment)` leaves the program as daemons do, and goes on in another one, whose number is in FILE. */
const DAEMON = `
import os, sys, time
def become(environment, close=False):
    if os.fork():
        while not os.path.exists("FILE"): time.sleep(0.01)
        return
    os.setsid()
    if os.fork(): os._exit(0)
    if close:
        null = os.open(os.devnull, os.O_RDWR)
        for each in (0, 1, 2): os.dup2(null, each)
        os.closerange(3, 64)
    code = "import os, time; open('FILE.new', 'w').write(str(os.getpid())); os.rename('FILE.new', 'FILE'); time.sleep(600)"
    os.execve(sys.executable, [sys.executable, "-c", code], environment)
`

async function daemon(code: string, more: Partial<Task> = {}) {
  await using place = await temporary()
  const file = join(place.path, 'daemon')
  const ended = await run(`${DAEMON}\n${code}`.replaceAll('FILE', file), more)
  const pid = watched(Number(await readFile(file, 'utf8')))
  return { ended, pid }
}

test.for([
  ['with our stream open', 'become(os.environ)'],
  ['with its streams closed and an empty environment', 'become({}, close=True)'],
])('a daemon in a session of its own, %s, is ended and named', async ([, code = '']) => {
  const { ended, pid } = await daemon(`${code}; print("last words")`)
  expect(ended).toMatchObject({ status: 0, stdout: 'last words\n', cut: null, kept: [] })
  expect(ended.left).toEqual([expect.stringMatching(`^python3?\\S* \\(${pid}\\)$`)])
  expect(await gone(pid)).toBe(true)
})

test.for([0.05, 0.002])(
  'a daemon that forks every %d s, each time into a new session',
  async pause => {
    await using place = await temporary()
    const file = join(place.path, 'alive')
    const ended = await run(`
import os, time
if os.fork():
    time.sleep(0.5)
    os._exit(0)
while True:
    os.setsid()
    open(${JSON.stringify(file)}, "a").write(".")
    time.sleep(${pause})
    if os.fork(): os._exit(0)
`)
    expect(ended).toMatchObject({ status: 0, kept: [] })
    const before = await readFile(file, 'utf8')
    await setTimeout(300)
    expect(await readFile(file, 'utf8')).toBe(before)
  },
)

test('what ends by itself right after the program is no left-over', async () => {
  const ended = await run('import os, time\nif os.fork() == 0: time.sleep(0.02)')
  expect(ended).toMatchObject({ status: 0, left: [] })
})

test('a program that goes on is ended in its time, with what it has hidden', async () => {
  const { ended, pid } = await daemon('become({}, close=True); time.sleep(600)', { seconds: 3 })
  expect(ended).toMatchObject({ status: null, cut: 'late' })
  expect(await gone(pid)).toBe(true)
})

test('it can clean up when its time is over', async () => {
  const { stdout, cut, status } = await run(
    'import signal, sys, time\nsignal.signal(signal.SIGTERM, lambda *_: sys.exit(print("clean") or 3))\ntime.sleep(600)',
    { seconds: 3 },
  )
  expect({ stdout, cut, status }).toEqual({ stdout: 'clean\n', cut: 'late', status: 3 })
})

test.for([
  ['ignores SIGTERM', 'signal.signal(signal.SIGTERM, signal.SIG_IGN)'],
  ['stands still', 'os.kill(os.getpid(), signal.SIGSTOP)'],
  ['has stopped its guard', 'os.kill(os.getppid(), signal.SIGSTOP)'],
])('a program that %s is ended all the same', async ([, code]) => {
  const { ended, pid } = await daemon(
    `import signal\nbecome({}, close=True)\n${code}\ntime.sleep(600)`,
    { seconds: 3 },
  )
  expect(ended).toMatchObject({ status: null, cut: 'late' })
  expect(await gone(pid)).toBe(true)
})

/** The guard, and the one around it. */
const GUARDS = `
inner = os.getppid()
outer = int(open(f"/proc/{inner}/stat").read().split()[3])
`

test.for(['inner', 'outer'])(
  'a program that kills its %s guard is ended, with what it has hidden',
  async guard => {
    const { ended, pid } = await daemon(
      `print("once", flush=True)\nbecome({}, close=True)\n${GUARDS}\nos.kill(${guard}, 9)\ntime.sleep(600)`,
    )
    expect(ended).toMatchObject({ status: null, signal: 'SIGKILL', cut: null, stdout: 'once\n' })
    expect(await gone(pid)).toBe(true)
  },
)

test('one that kills all guards is ended, as is all that bears its mark', async () => {
  const { ended, pid } = await daemon(`
become(os.environ, close=True)
${GUARDS}
for guard in (outer, inner): os.kill(guard, 9)
time.sleep(600)`)
  expect(ended).toMatchObject({ status: null, signal: 'SIGKILL', cut: null })
  expect(await gone(pid)).toBe(true)
})

test.for([
  ['of a version manager', '#!/bin/sh\necho "python3: command not found" >&2; exit 127\n'],
  ['that is none', null],
])(
  'where the path has a python3 %s there is no guard, and the mark still finds daemons',
  async ([, script]) => {
    await using place = await temporary()
    const bin = join(place.path, 'bin')
    await mkdir(bin)
    await symlink('/usr/bin/env', join(bin, 'env'))
    if (script) await writeFile(join(bin, 'python3'), script, { mode: 0o755 })
    else await symlink('/bin/false', join(bin, 'python3'))
    await symlink(await realPython(), join(bin, 'other'))
    const file = join(place.path, 'daemon')
    const command = [
      join(bin, 'other'),
      '-c',
      `${DAEMON}\nbecome(os.environ)\nprint("done")`.replaceAll('FILE', file),
    ] as const
    const ended = await run('', { command, env: { PATH: bin } })
    expect(ended).toMatchObject({ status: 0, stdout: 'done\n' })
    const pid = watched(Number(await readFile(file, 'utf8')))
    expect(ended.left).toEqual([expect.stringContaining(`(${pid})`)])
    expect(await gone(pid)).toBe(true)
  },
)

test('two at once do not end what belongs to the other', async () => {
  await using place = await temporary()
  const go = join(place.path, 'go')
  const slow = run(`
import os, subprocess, time
child = subprocess.Popen(["sleep", "600"], start_new_session=True)
while not os.path.exists(${JSON.stringify(go)}): time.sleep(0.02)
print(child.poll())`)
  const { pid } = await daemon('become(os.environ)')
  expect(await gone(pid)).toBe(true)
  await writeFile(go, '')
  expect(await slow).toMatchObject({
    status: 0,
    stdout: 'None\n',
    left: [expect.stringMatching('^sleep ')],
  })
})

test('when we are killed, everything goes with us', async () => {
  await using place = await temporary()
  const file = join(place.path, 'daemon')
  const code = `${DAEMON}\nbecome({}, close=True)\ntime.sleep(600)`.replaceAll('FILE', file)
  const task = { command: ['python3', '-c', code], cwd: '.', env, seconds: ENDLESS }
  const module = join(import.meta.dirname, '../../src/lib/foreign/run.ts')
  const program = `import { runForeign } from ${JSON.stringify(module)}; await runForeign(${JSON.stringify(task)})`
  const ours = execa(process.execPath, ['--input-type=module', '-e', program], { reject: false })
  while (!(await readdir(place.path)).includes('daemon')) await setTimeout(20)
  ours.kill('SIGKILL')
  await ours
  expect(await gone(watched(Number(await readFile(file, 'utf8'))))).toBe(true)
})

test('what prints without end is ended', async () => {
  const ended = await run('while True: print("x" * 99)', { limit: 1e6 })
  expect(ended).toMatchObject({ status: null, cut: 'loud' })
  expect(ended.stdout.length).toBeLessThan(2e6)
})

test.for([
  ['does not exist', '/nonexistent', 'ENOENT'],
  ['is no program', 'FILE', 'EACCES'],
])('a program that %s', async ([, program = '', code]) => {
  await using place = await temporary()
  const file = join(place.path, 'text')
  await writeFile(file, '')
  await chmod(file, 0o644)
  const command = [program.replace('FILE', file)] as const
  expect(await run('', { command })).toMatchObject({ status: null, signal: null, code, left: [] })
  for (const more of [{ guarded: false }, { env: { PATH: '/nonexistent' } }])
    expect(await run('', { command, ...more })).toMatchObject({ status: null, code, left: [] })
})

test.for([true, false])(
  'a program has what it is given, and nothing else (guard: %s)',
  async guarded => {
    const code =
      'import json, os, signal, sys; print(json.dumps([dict(os.environ), sys.stdin.read(), os.readlink("/proc/self/fd/0")]))'
    const given = { PATH: '/usr/bin:/bin', LC_ALL: 'C', 'A-B': 'with = and\nlines' }
    const command = [await realPython(), '-I', '-c', code] as const
    const { stdout } = await run('', { command, env: given, guarded })
    const [seen, input, from] = JSON.parse(stdout)
    const { LDDPR_RUN: mark, ...rest } = seen
    expect(mark).toMatch(/^[0-9a-f-]{36}$/)
    expect(rest).toMatchObject(given)
    expect({ input, from }).toEqual({ input: '', from: '/dev/null' })
    const ignored = ['grep', 'SigIgn', '/proc/self/status'] as const
    expect((await run('', { command: ignored, guarded })).stdout).toMatch(/\t0+\n$/)
  },
)

test('a signal that ends it is named', async () => {
  for (const guarded of [true, false])
    expect(await run('import os; os.kill(os.getpid(), 9)', { guarded })).toMatchObject({
      status: null,
      signal: 'SIGKILL',
      cut: null,
    })
})
