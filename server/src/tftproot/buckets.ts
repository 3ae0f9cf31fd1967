/** A map by text whose changed copy shares almost everything with the original. */

/** How many parts a map has: a change copies one of them and the list of all. */
const parts = 512;

type Bucket<V> = ReadonlyMap<string, V>;

/** An immutable map. A change costs a small part of the map, so that a folder of 10,000 files can have one. */
export class Buckets<V> {
  readonly #buckets: readonly (Bucket<V> | undefined)[];

  private constructor(buckets: readonly (Bucket<V> | undefined)[]) {
    this.#buckets = buckets;
  }

  /** A map of these entries; the last of several with one key counts. */
  static of<V>(entries: Iterable<readonly [string, V]>): Buckets<V> {
    const buckets: (Map<string, V> | undefined)[] = new Array(parts).fill(undefined);
    for (const [key, value] of entries) {
      const at = place(key);
      const bucket = buckets[at];
      if (bucket) bucket.set(key, value);
      else buckets[at] = new Map([[key, value]]);
    }
    return new Buckets(buckets);
  }

  get(key: string): V | undefined {
    return this.#buckets[place(key)]?.get(key);
  }

  /** The map with this value; without the key for `undefined`. */
  with(key: string, value: V | undefined): Buckets<V> {
    const at = place(key);
    const bucket = new Map(this.#buckets[at]);
    if (value === undefined) bucket.delete(key);
    else bucket.set(key, value);
    const buckets = this.#buckets.slice();
    buckets[at] = bucket;
    return new Buckets(buckets);
  }

  /** In no particular order. */
  *values(): Generator<V> {
    for (const bucket of this.#buckets) if (bucket) yield* bucket.values();
  }
}

/** FNV-1a, folded to the number of parts. */
function place(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  return (hash ^ (hash >>> 16)) & (parts - 1);
}
