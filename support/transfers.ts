/** What a server of wheels has sent, and for how long it was sending something. */
export class Transfers {
  bytes = 0
  #active = 0
  #since = 0
  #milliseconds = 0

  /** Seconds in which at least one file was under way. */
  get seconds(): number {
    return (this.#milliseconds + (this.#active ? performance.now() - this.#since : 0)) / 1000
  }

  /** Counts what `work` sends as under way. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    if (this.#active++ === 0) this.#since = performance.now()
    try {
      return await work()
    } finally {
      if (--this.#active === 0) this.#milliseconds += performance.now() - this.#since
    }
  }
}
