// Takes from Node.js 24 what 20 lacks: `node --import ./support/older-node.mjs …` runs a program as if on that one.

const METHODS = [
  [globalThis, ['AsyncDisposableStack', 'DisposableStack', 'SuppressedError', 'Float16Array']],
  [
    Iterator.prototype,
    ['map', 'filter', 'take', 'drop', 'flatMap', 'reduce', 'toArray', 'some', 'every', 'find'],
  ],
  [Set.prototype, ['union', 'intersection', 'difference', 'symmetricDifference']],
  [Set.prototype, ['isSubsetOf', 'isSupersetOf', 'isDisjointFrom']],
  [Map, ['groupBy']],
  [Object, ['groupBy']],
  [Promise, ['try', 'withResolvers']],
  [Array, ['fromAsync']],
  [RegExp, ['escape']],
  [Error, ['isError']],
  [URL, ['parse']],
]
for (const [place, names] of METHODS) for (const name of names) delete place[name]
Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.0.0' } })
