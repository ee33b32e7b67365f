import { expect, test } from 'vitest'
import { mustHaveDriver } from '../../src/probe/drivers.ts'

test('a GPU is wanted where nothing shows one: the error names what was looked for', () => {
  expect(() => mustHaveDriver(undefined, ['/nonexistent/nvidiactl', '/nonexistent/kfd'])).toThrow(
    'expected a GPU, found no driver of a GPU on this machine (none of /nonexistent/nvidiactl, /nonexistent/kfd exists)',
  )
})

test('one sign is enough', () => {
  expect(() => mustHaveDriver(undefined, ['/nonexistent/kfd', import.meta.filename])).not.toThrow()
})
