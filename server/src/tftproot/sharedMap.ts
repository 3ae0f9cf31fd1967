/** A map by text whose changed copy shares almost everything with the original. */

/** How many changes are kept beside the large map before a new one is made of both. */
const mostChanges = 256;

/** An immutable map. A change copies the few changes before it, not the thousands of entries of a large folder. */
export class SharedMap<V> {
  readonly #base: ReadonlyMap<string, V>;
  /** What differs from the base; `undefined`: not there any more. */
  readonly #changes: ReadonlyMap<string, V | undefined>;

  private constructor(base: ReadonlyMap<string, V>, changes: ReadonlyMap<string, V | undefined>) {
    this.#base = base;
    this.#changes = changes;
  }

  /** A map on top of one that nobody changes any more. */
  static on<V>(base: ReadonlyMap<string, V>): SharedMap<V> {
    return new SharedMap(base, new Map());
  }

  get(key: string): V | undefined {
    return this.#changes.size > 0 && this.#changes.has(key) ? this.#changes.get(key) : this.#base.get(key);
  }

  /** The map with this value; without the key for `undefined`. */
  with(key: string, value: V | undefined): SharedMap<V> {
    const changes = new Map(this.#changes).set(key, value);
    if (changes.size <= mostChanges) return new SharedMap(this.#base, changes);
    const base = new Map(this.#base);
    for (const [changed, now] of changes) {
      if (now === undefined) base.delete(changed);
      else base.set(changed, now);
    }
    return new SharedMap(base, new Map());
  }

  /** In no particular order. */
  values(): Iterable<V> {
    return this.#changes.size === 0 ? this.#base.values() : this.#valuesWithChanges();
  }

  *#valuesWithChanges(): Generator<V> {
    for (const [key, value] of this.#base) if (!this.#changes.has(key)) yield value;
    for (const value of this.#changes.values()) if (value !== undefined) yield value;
  }
}
