import type { Plan } from '../../change/needed.ts'
import { ExpectedError } from '../../lib/errors.ts'
import { hidden, hide } from '../../lib/secrets.ts'
import { parseInputs, planInputs } from '../../pipeline/inputs.ts'
import { readEvent, readPayload } from '../run/event.ts'
import { givenOf, refuseMisspelled, spell } from '../run/inputs.ts'
import type { Runner } from '../run/runner.ts'
import { chooseRepository, isHosted } from '../run/workspace.ts'

/** An output has its limits; nobody reads more. */
const MAX_PACKAGES = 200
const MAX_REASON = 1000

/** Whether the change must be measured. Whatever goes wrong here is no reason not to. */
export async function main(runner: Runner): Promise<void> {
  const { say, warn, setOutputs } = runner
  const unsure = { needed: true, reason: 'the plan did not come to an end', packages: [] }
  setOutputs(outputsOf(unsure))
  const plan = await makePlan(runner).catch((error): Plan => {
    if (!(error instanceof ExpectedError)) throw error
    warn(`lddpr: the plan could not find out what the change moves: ${error.spelled(spell)}`)
    if (error.detail) say(error.detail)
    return {
      ...unsure,
      reason: `the plan could not find out what the change moves: ${error.spelled(spell)}`,
    }
  })
  setOutputs(outputsOf(plan))
  say(`${plan.needed ? 'needed' : 'not needed'}: ${plan.reason}`)
}

async function makePlan({ env, getInput, say }: Runner): Promise<Plan> {
  refuseMisspelled(env, planInputs)
  const inputs = parseInputs(planInputs, givenOf(planInputs, getInput))
  const event = readEvent(env, await readPayload(env))
  say(`lddpr-action/plan: event ${event.name || 'none'}, commit ${event.headSha.slice(0, 9)}`)
  const [{ readFacts }, { decide }] = await Promise.all([
    import('./facts.ts'),
    import('../../change/needed.ts'),
  ])
  const git = chooseRepository({ event, hosted: isHosted(env), allowForkPr: false, token: '' }, env)
  const facts = await readFacts({ ...inputs, base: inputs.base || event.baseSha }, git, env)
  for (const note of facts.now?.notes ?? []) say(`note: ${note}`)
  return decide(facts)
}

const outputsOf = ({ needed, reason, packages }: Plan) => ({
  needed: String(needed),
  reason: hide(reason)
    .replace(/\p{C}+/gu, ' ')
    .slice(0, MAX_REASON),
  packages: JSON.stringify(hidden(packages.slice(0, MAX_PACKAGES), new Set())),
})
