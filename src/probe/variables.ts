import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { doneSchema } from '../model/record.ts'
import { ROOT } from '../root.ts'

/** The variables that affect the probe; python-probe/lddpr/variables.py says what the fields are. */

const FILE = 'python-probe/lddpr/variables.json'

const tableSchema = z.strictObject({
  shapes: z.record(z.string(), z.string().nullable()),
  rows: z.array(
    z.strictObject({
      name: z.string(),
      done: doneSchema,
      does: z.string(),
      shows: z.enum(['nothing', 'name', 'number', 'switch', 'word', 'path']),
      value: z.string().default(''),
      /** What a value looks like that no report needs to name. */
      harmless: z.string().default(''),
      /** Values that the trial of false alarms draws; `NAME=VALUE` where the row has many names. */
      tried: z.array(z.string()).default([]),
    }),
  ),
})
type Table = z.infer<typeof tableSchema>
export type Variable = Table['rows'][number]

let read: Table | undefined
function table(): Table {
  read ??= tableSchema.parse(JSON.parse(readFileSync(join(ROOT, FILE), 'utf8')))
  return read
}

export const variables = (): readonly Variable[] => table().rows

export const covers = ({ name: row }: Variable, name: string) =>
  row.endsWith('*') ? name.startsWith(row.slice(0, -1)) : name === row

/** `NAME=VALUE` for each that is set; without the value where that might be a secret. */
export function settingsIn(env: NodeJS.ProcessEnv): string[] {
  const { rows, shapes } = table()
  return Object.entries(env).flatMap(([name, value = '']) => {
    const row = rowOf(rows, name)
    if (!row || row.shows === 'nothing') return []
    const fits = (shape: string) => new RegExp(`^(?:${shape})$`).test(value)
    if (row.harmless && fits(row.harmless)) return []
    const shape = shapes[row.shows]
    return shape && fits(shape) ? `${name}=${value}` : name
  })
}

/** The row of a variable: the one with the longest name of those that cover it. */
function rowOf(rows: readonly Variable[], name: string): Variable | undefined {
  const length = (row: Variable) => row.name.replace('*', '').length
  return rows.filter(row => covers(row, name)).sort((a, b) => length(b) - length(a))[0]
}
