import { fileURLToPath } from 'node:url'

/** The directory that holds `python-probe`: one above this file, in `src/` and, bundled, in `dist/`. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url))
