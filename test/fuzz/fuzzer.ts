/**
 * The fuzzer of one format: makes texts out of texts, and keeps those on which code ran that had not run before, to make
 * further ones from.
 */

import type { Format } from '../../server/src/formats/format.ts';
import { basesOf, mutated, mutationKinds, piecesOf, type Sample } from '../support/generateTexts.ts';
import { random } from '../support/random.ts';
import type { Coverage } from './coverage.ts';
import { failureOf } from './trial.ts';

/** A text with the number under which it was tried. */
interface Input extends Sample {
  readonly number: number;
}

export interface Slowest {
  readonly milliseconds: number;
  readonly input: Sample;
  readonly number: number;
}

export class Fuzzer {
  readonly format: Format;
  readonly #coverage: Coverage;
  readonly #next: () => number;
  readonly #pieces: readonly string[];
  /** The texts that others are made from, the newest last. */
  readonly #corpus: Sample[];
  readonly #seeds: number;
  /** The shortest text for each way of failing. */
  readonly failures = new Map<string, Input>();
  slowest: Slowest | undefined;
  tried = 0;

  constructor(format: Format, coverage: Coverage, seed: number) {
    this.format = format;
    this.#coverage = coverage;
    this.#next = random(seed);
    this.#corpus = basesOf(format);
    this.#seeds = this.#corpus.length;
    this.#pieces = piecesOf(this.#corpus);
    for (const base of this.#corpus) this.#try({ ...base, number: 0 });
    coverage.fresh(true);
  }

  /** The texts that were kept because of what ran on them. */
  get kept(): number {
    return this.#corpus.length - this.#seeds;
  }

  /** Makes and tries so many texts. */
  batch(size: number): void {
    const inputs = Array.from({ length: size }, () => this.#make());
    for (const input of inputs) this.#try(input);
    if (this.#coverage.fresh(false) > 0) this.#keepOne(inputs);
  }

  /** Keeps one of the inputs that brought something new, found by halves. What others brought comes again. */
  #keepOne(inputs: readonly Input[]): void {
    let left = inputs;
    while (left.length > 1) {
      const half = left.slice(0, left.length >> 1);
      for (const input of half) this.#try(input);
      left = this.#coverage.fresh(false) > 0 ? half : left.slice(half.length);
    }
    for (const input of left) this.#try(input);
    // What runs once only, such as the making of a table, is no reason to keep a text.
    if (this.#coverage.fresh(true) > 0) this.#corpus.push(...left);
  }

  #make(): Input {
    const base = this.#pick();
    const mutations = Array.from({ length: 1 + Math.floor(this.#next() ** 2 * 8) }, () => ({
      kind: mutationKinds[Math.floor(this.#next() * mutationKinds.length)]!,
      at: this.#next(),
      length: this.#next(),
      piece: this.#next(),
    }));
    const text = mutated(base.text, mutations, { pieces: this.#pieces, others: this.#corpus });
    return { name: base.name, text, number: ++this.tried };
  }

  /** Half of the time one of what was kept last. */
  #pick(): Sample {
    const all = this.#corpus.length;
    const from = this.#next() < 0.5 ? Math.max(0, all - 64) : 0;
    return this.#corpus[from + Math.floor(this.#next() * (all - from))]!;
  }

  #try(input: Input): void {
    const started = performance.now();
    const failure = failureOf(this.format, input, input.number);
    const milliseconds = performance.now() - started;
    if (milliseconds > (this.slowest?.milliseconds ?? 0)) this.slowest = { milliseconds, input, number: input.number };
    if (failure === undefined) return;
    const known = this.failures.get(failure);
    if (!known) console.log(`found ${failure}`);
    if (!known || known.text.length > input.text.length) this.failures.set(failure, input);
  }
}
