import type { Report } from '../model/report.ts'

/** Packages that the training imports and that moved. */
export const bumps = ({ changedPackages }: Report): { name: string; versions: string }[] =>
  changedPackages
    .filter(({ imported, from, to }) => imported && from && to && from !== to)
    .map(({ name, from, to }) => ({ name, versions: `${from} → ${to}` }))
