import { ENVIRONMENTS, pythonOf } from './python.ts'

/** Builds the environments before any test runs, one after the other: each takes a minute once. */
export default async function setup(): Promise<void> {
  for (const name of Object.keys(ENVIRONMENTS) as (keyof typeof ENVIRONMENTS)[])
    await pythonOf(name, message => console.log(`${name}: ${message}`))
}
