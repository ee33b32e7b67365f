/**
 * What `lddpr` uses of Node.js 24 and older ones lack. The bundle has no newer syntax than they read. The action
 * brings its own Node.js and never loads this.
 */

type Undo = () => unknown

/** The methods that we call; the types are those of the real one. */
class Stack implements AsyncDisposable {
  #undo: Undo[] = []

  use<T extends AsyncDisposable>(value: T): T {
    this.#undo.push(() => value[Symbol.asyncDispose]())
    return value
  }

  defer(undo: Undo): void {
    this.#undo.push(undo)
  }

  move(): Stack {
    const moved = new Stack()
    moved.#undo = this.#undo
    this.#undo = []
    return moved
  }

  /** In reverse; what fails last is thrown, when all have been tried. */
  async disposeAsync(): Promise<void> {
    const failures: unknown[] = []
    for (const undo of this.#undo.splice(0).reverse())
      try {
        await undo()
      } catch (error) {
        failures.push(error)
      }
    if (failures.length) throw failures.at(-1)
  }

  [Symbol.asyncDispose] = () => this.disposeAsync()
}

function groupBy<K, T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  let index = 0
  for (const item of items) {
    const key = keyOf(item, index++)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

const METHODS: readonly (readonly [object, string, unknown])[] = [
  [globalThis, 'AsyncDisposableStack', Stack],
  [Map, 'groupBy', groupBy],
  [
    URL,
    'parse',
    (url: string, base?: string) => (URL.canParse(url, base) ? new URL(url, base) : null),
  ],
  [
    Set.prototype,
    'union',
    function <T>(this: Set<T>, other: Set<T>) {
      return new Set([...this, ...other])
    },
  ],
  [
    Set.prototype,
    'difference',
    function <T>(this: Set<T>, other: Set<T>) {
      return new Set([...this].filter(each => !other.has(each)))
    },
  ],
]

for (const [place, name, value] of METHODS)
  if (!(name in place))
    Object.defineProperty(place, name, { value, writable: true, configurable: true })
