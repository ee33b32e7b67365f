import * as core from '@actions/core'
import type { Plan } from '../../change/needed.ts'
import { ExpectedError } from '../../lib/errors.ts'
import { hidden, hide } from '../../lib/secrets.ts'
import { parseInputs, planInputs } from '../../pipeline/inputs.ts'
import { readEvent } from '../run/event.ts'
import { spell } from '../run/inputs.ts'
import { say, warn } from '../run/log.ts'
import { setOutputs } from '../run/outputs.ts'
import { readPayload } from '../run/payload.ts'
import { isHosted, whereToLook } from '../run/where.ts'

/** An output has its limits; nobody reads more. */
const MAX_PACKAGES = 200

/** Whether the change must be measured. Whatever goes wrong here is no reason not to. */
export async function plan(): Promise<void> {
  const unsure = { needed: true, reason: 'the plan did not come to an end', packages: [] }
  tell(unsure)
  const found = await decided(process.env).catch((error): Plan => {
    if (!(error instanceof ExpectedError)) throw error
    warn(`lddpr: it cannot be told what the change moves: ${error.spelled(spell)}`)
    if (error.detail) say(error.detail)
    return { ...unsure, reason: `it cannot be told: ${error.spelled(spell)}` }
  })
  tell(found)
  say(`${found.needed ? 'needed' : 'not needed'}: ${found.reason}`)
}

async function decided(env: NodeJS.ProcessEnv): Promise<Plan> {
  const given = Object.keys(planInputs.shape)
    .map(name => [name, core.getInput(spell(name))])
    .filter(([, value]) => value !== '')
  const inputs = parseInputs(planInputs, Object.fromEntries(given))
  const event = readEvent(env, await readPayload(env))
  say(`lddpr: plan, event ${event.name || 'none'}, commit ${event.headSha.slice(0, 9)}`)
  const [{ factsOf }, { decide }] = await Promise.all([
    import('./facts.ts'),
    import('../../change/needed.ts'),
  ])
  const where = whereToLook({ event, hosted: isHosted(env), allowForkPr: false, token: '' }, env)
  return decide(await factsOf({ ...inputs, base: inputs.base || event.baseSha }, where, env))
}

function tell({ needed, reason, packages }: Plan): void {
  setOutputs({
    needed: String(needed),
    reason: hide(reason)
      .replace(/\p{C}+/gu, ' ')
      .slice(0, 1000),
    packages: JSON.stringify(hidden(packages.slice(0, MAX_PACKAGES), new Set())),
  })
}
