import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** What can go wrong between the action and GitHub. */
export interface Fault {
  /** The operation that it befalls, by the end of its id in GitHub's description; `*` is any. */
  on: string
  times: number
  /** GitHub's answer, if it gets to answer. */
  status?: number
  message?: string
  headers?: Record<string, string>
  /** The work was done before the answer got lost. */
  done?: boolean
  /** Milliseconds before the work. */
  delay?: number
  /** The work waits for this. */
  until?: () => boolean
  /** Milliseconds between the work and the answer. */
  slow?: number
  /**
   * The connection is cut before there is an answer (`reset`), or in the middle of one (`cut`); or half
   * of the answer passes for all of it (`half`).
   */
  connection?: 'reset' | 'cut' | 'half'
}

export interface Answer {
  status: number
  body?: unknown
  headers?: Record<string, string>
}

/** The fault that befalls an operation, if there is one left. */
export function take(faults: Fault[], operation: string): Fault | undefined {
  const name = operation.split('/').at(-1)
  const fault = faults.find(({ on, times }) => times > 0 && (on === '*' || on === name))
  if (fault) fault.times -= 1
  return fault
}

/** The answer under a fault. The work is done unless the fault forbids it. */
export async function under(
  fault: Fault | undefined,
  work: () => Answer | Promise<Answer>,
): Promise<Answer> {
  if (!fault) return work()
  await sleep(fault.delay ?? 0)
  while (fault.until?.() === false) await sleep(5)
  const { status, message, headers, connection } = fault
  const answers = status === undefined && connection !== 'reset' // its own answer gets through, or half of it
  const answer = answers || fault.done ? await work() : { status: 500 }
  await sleep(fault.slow ?? 0)
  if (status === undefined) return answer
  return { status, body: { message: message ?? `status ${status}` }, ...(headers && { headers }) }
}

/** Sends an answer as the fault has it. */
export function send(response: ServerResponse, answer: Answer, fault: Fault | undefined): void {
  const text = answer.body === undefined ? '' : JSON.stringify(answer.body)
  const half = text.slice(0, Math.ceil(text.length / 2))
  const headers = { 'content-type': 'application/json', ...answer.headers }
  switch (fault?.connection) {
    case 'reset':
      response.socket?.destroy()
      return
    case 'cut':
      response.writeHead(answer.status, {
        ...headers,
        'content-length': Buffer.byteLength(text) + 1,
      })
      response.write(half, () => response.socket?.destroy())
      return
    case 'half':
      response.writeHead(answer.status, headers)
      response.end(half)
      return
    default:
      response.writeHead(answer.status, headers)
      response.end(text || undefined)
  }
}
