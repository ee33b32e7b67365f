import * as z from 'zod'

/** A table with any keys. */
export const table = <T extends z.ZodType>(value: T) => z.record(z.string(), value)

/** What a value is if it has a shape, and nothing otherwise: for parts of files that are not ours. */
export function shaped<T>(schema: z.ZodType<T>, value: unknown): T | null {
  const result = schema.safeParse(value)
  return result.success ? result.data : null
}
