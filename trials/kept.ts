import { appendFile, readFile } from 'node:fs/promises'

/** Results of a trial that takes an hour: what a file has is not measured again. */
export interface Kept<T> {
  of(name: string, measure: () => Promise<T>): Promise<T>
}

/** Without a file nothing is kept. */
export async function keptIn<T>(file: string): Promise<Kept<T>> {
  const text = file ? await readFile(file, 'utf8').catch(() => '') : ''
  const lines = text.split('\n').filter(Boolean)
  const known = new Map<string, T>(lines.map(line => JSON.parse(line)))
  return {
    async of(name, measure) {
      const found = known.get(name) ?? (await measure())
      if (file && !known.has(name)) await appendFile(file, `${JSON.stringify([name, found])}\n`)
      known.set(name, found)
      return found
    },
  }
}
