/** The fields of checks.ts, hazards.ts, catalogue.ts and known.ts that hold sentences for people. */
const PROSE = ['sentence', 'reason', 'cause', 'remedy', 'affects', 'what']

/**
 * Leaves out the sentences of the data tables: another wording is no other behaviour, and a test
 * that repeats them would only say everything twice. Ids, links, versions and groups of channels
 * are mutated, and so is every sentence that a function puts together from what was measured.
 */
const prose = {
  /** @param {any} path */
  shouldIgnore(path) {
    const { node, parent } = path
    const isText = node.type === 'StringLiteral' && parent?.type === 'ObjectProperty'
    if (!isText || parent.value !== node || path.getFunctionParent()) return undefined
    return PROSE.includes(parent.key.name) ? 'a sentence of a data table' : undefined
  },
}

export const strykerPlugins = [{ kind: 'Ignore', name: 'prose', value: prose }]
