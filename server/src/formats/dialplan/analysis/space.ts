/**
 * Everything that can happen to a plan when keys are pressed: the rules that still fit, and the one that wins, after
 * any number. Keys that no rule tells apart are tried once, and so are numbers after which the same rules stand at the
 * same places, so the endless set of numbers becomes a small graph.
 */

import { limits } from '../facts.ts';
import { choose } from '../matcher/choose.ts';
import type { Track } from '../matcher/track.ts';
import { type Course, courseOf, type Place } from './course.ts';

/** What the phone makes of a number, and of all numbers that are alike to the rules. */
export interface Node {
  /** One of the shortest numbers that lead here. */
  readonly number: string;
  /** The rules that fit, in the order of the file. */
  readonly alive: readonly Place[];
  readonly winner: Place | undefined;
  /** The complete rule that would win if `heldBy` were not pending. */
  readonly heldBack: Place | undefined;
  readonly heldBy: Place | undefined;
  /** The phone dials at once: no further key is part of the number. */
  readonly dials: boolean;
  /**
   * Where the phone has dialled before it gets here; `undefined` when it can get here key by key. A number that comes
   * as a whole, as by redial, is matched nevertheless.
   */
  readonly dialledAt: Node | undefined;
  readonly edges: readonly Edge[];
}

/** Keys that are alike here. */
export interface Edge {
  /** One of them. */
  readonly key: string;
  /** How many of the ten digits are among them. */
  readonly digits: number;
  /** `undefined`: no rule fits any more. */
  readonly to: Node | undefined;
}

export interface Space {
  readonly start: Node;
  /** First those that the phone can get to key by key; each of the two kinds by length. */
  readonly nodes: readonly Node[];
}

/** A node whose edges are not known yet. */
type Growing = { -readonly [Name in keyof Node]: Node[Name] };

/** Rules that do not count have no track. `undefined` when it takes more than `mostSteps` of them, each for one key. */
export function explore(tracks: readonly (Track | undefined)[], mostSteps: number): Space | undefined {
  const courses = tracks.map((track, index) => (track && track.slots.length > 0 ? courseOf(index, track) : undefined));
  const found = new Map<string, Growing>();
  const nodes: Growing[] = [];
  let steps = 0;

  const nodeOf = (number: string, alive: readonly Place[], dialledAt: Node | undefined): Growing => {
    let name = '';
    for (const place of alive) name += place.name;
    const known = found.get(name);
    if (known) return known;
    const node = judged(number, alive, dialledAt);
    found.set(name, node);
    nodes.push(node);
    return node;
  };

  const expand = (node: Growing): void => {
    const { alive, number } = node;
    // When `#` has ended the number for all of them nothing more happens.
    if (alive.every(({ progress }) => progress.cut) || number.length >= limits.keys) return;
    const dialledAt = node.dialledAt ?? (node.dials ? node : undefined);
    node.edges = classesOf(alive, number.length).map(({ key, digits }) => {
      steps += alive.length;
      const left = pressed(courses, alive, key);
      return { key, digits, to: left.length === 0 ? undefined : nodeOf(number + key, left, dialledAt) };
    });
  };

  // No rule wins before the first key: a hotline is not proved for these phones, and would hide all other rules.
  const start = nodeOf(
    '',
    courses.flatMap((course) => (course ? [course.start] : [])),
    undefined,
  );
  // What lies behind a number that was dialled comes last, so that it is not taken for out of reach too early.
  const behind: Growing[] = [];
  for (let next = 0; next < nodes.length && steps <= mostSteps; next++) {
    const node = nodes[next]!;
    if (node.dials && !node.dialledAt) behind.push(node);
    else expand(node);
    if (next + 1 === nodes.length) for (const dialled of behind.splice(0)) expand(dialled);
  }
  return steps > mostSteps ? undefined : { start, nodes };
}

function pressed(courses: readonly (Course | undefined)[], alive: readonly Place[], key: string): Place[] {
  const left: Place[] = [];
  for (const place of alive) {
    const next = courses[place.index]!.next(place, key);
    if (next) left.push(next);
  }
  return left;
}

function judged(number: string, alive: readonly Place[], dialledAt: Node | undefined): Growing {
  const { winner, heldBack, heldBy } = choose(alive);
  return {
    number,
    alive,
    winner,
    heldBack,
    heldBy,
    dials: winner?.track.template.timeout === 0,
    dialledAt,
    edges: [],
  };
}

const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
const otherDialled = ['*', '+'];
const letters = [...'abcdefghijklmnopqrstuvwxyz'];

/** The keys that some rule tells from the others, and one that stands for all the rest. */
function classesOf(alive: readonly Place[], length: number): { key: string; digits: number }[] {
  const told = new Set<string>();
  for (const { keys } of alive) for (const key of keys) told.add(key);
  told.delete('#');
  const rest = digits.filter((digit) => !told.has(digit));
  // Digits in a row make examples that are read as examples: 2345, not 2000.
  const usual = String((length + 1) % digits.length);
  const other = rest.includes(usual) ? usual : (rest[0] ?? otherDialled.find((key) => !told.has(key)));
  const classes = other === undefined ? [] : [{ key: other, digits: rest.length }];
  for (const key of [...told].sort()) classes.push({ key, digits: digits.includes(key) ? 1 : 0 });
  classes.push({ key: '#', digits: 0 });
  // A dot takes no letter, a `*` does.
  const letter = alive.some(({ slot }) => slot?.kind === 'run') && letters.find((key) => !told.has(key));
  if (letter) classes.push({ key: letter, digits: 0 });
  return classes;
}
