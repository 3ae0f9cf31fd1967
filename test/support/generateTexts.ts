/**
 * Texts that are almost right: valid files and the examples of the rules, with a few changes that are known to have
 * been made. The same changes come out of fast-check, which makes a failure small, and out of the fuzzer.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Format, FormatId } from '../../server/src/formats/format.ts';

/** A text under the name that it has as a file. */
export interface Sample {
  readonly name: string;
  readonly text: string;
}

/** The file names under which texts of the format are read: on them depends what is checked. */
const fileNames: Readonly<Record<FormatId, readonly string[]>> = {
  cnf: ['SIPDefault.cnf', 'SIP000DBC001122.cnf'],
  dialplan: ['dialplan.xml'],
  syncinfo: ['syncinfo.xml'],
  os79xx: ['OS79XX.TXT'],
  ringlist: ['RINGLIST.DAT'],
  dialtests: ['dialplan.tests'],
};

const seedFolder = join(import.meta.dirname, '..', 'fuzz', 'seeds');

/** Texts do not grow without end: characters. */
const longest = 4000;

/** The seeds in the repository: valid files, and texts on which something failed once. */
export function seedsOf({ id }: Format): Sample[] {
  const folder = join(seedFolder, id);
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  return texts.flatMap((text) => fileNames[id].map((name) => ({ name, text })));
}

/** What the rules of the format show as good and bad. */
export function examplesOf({ rules }: Format): Sample[] {
  return rules.flatMap(({ example: { file, bad, good, goodFile = file } }) => [
    { name: file, text: bad },
    { name: goodFile, text: good },
  ]);
}

/** The texts that all others are made from. */
export function basesOf(format: Format): Sample[] {
  return [...seedsOf(format), ...examplesOf(format)].filter(({ text }) => text.length <= longest);
}

/** What no format is prepared for, and what they trip over. */
const oddities = [
  ...['', ' ', '\t', '\n', '\r', '\r\n', '\v', '\f', '\0', '\u007F', '\u0085', '\u00A0', '\u2028', '\uFEFF', '\uFFFD'],
  ...[
    '"',
    "'",
    '“',
    '”',
    '‘',
    ':',
    ';',
    '#',
    '=',
    '<',
    '>',
    '/',
    '\\',
    '{',
    '}',
    '$',
    '%',
    '&',
    '&amp;',
    '*',
    '.',
    ',',
  ],
  ...['{$x}', '{{ x }}', '{if $a}', '{/if}', '<?', '<!--', '-->', ']]>', '/>', 'ä', '漢', '😀', '\uD83D', '\uDE00'],
  ...['0', '-1', '70000', '99999999999999999999', '1e3', 'UNPROVISIONED', 'cisco-sip-disable-file', 'x'.repeat(200)],
];

const token = /\w+|[ \t]+|[^\w\s]|\s/g;

/** What is put into texts of the format: its own words, and oddities. */
export function piecesOf(bases: readonly Sample[]): readonly string[] {
  return [...new Set([...oddities, ...bases.flatMap(({ text }) => text.match(token) ?? [])])];
}

/** One change of a text. All numbers are shares of what there is, from 0 up to 1. */
export interface Mutation {
  readonly kind: 'insert' | 'remove' | 'replace' | 'repeat' | 'move' | 'splice' | 'cut';
  readonly at: number;
  /** How much of the text. Most are short. */
  readonly length: number;
  readonly piece: number;
}

export const mutationKinds: readonly Mutation['kind'][] = [
  'insert',
  'remove',
  'replace',
  'repeat',
  'move',
  'splice',
  'cut',
];

/** What changes are made of. */
export interface Material {
  readonly pieces: readonly string[];
  /** Texts from which something may be taken over. */
  readonly others: readonly Sample[];
}

/** The text after the changes. */
export function mutated(text: string, mutations: readonly Mutation[], material: Material): string {
  return mutations.reduce((current, mutation) => mutate(current, mutation, material), text).slice(0, longest);
}

function mutate(text: string, { kind, at, length, piece }: Mutation, { pieces, others }: Material): string {
  const start = Math.floor(at * (text.length + 1));
  const end = Math.min(text.length, start + span(length, text.length));
  const inside = text.slice(start, end);
  const [before, behind] = [text.slice(0, start), text.slice(end)];
  const word = pieces[Math.floor(piece * pieces.length)] ?? '';
  switch (kind) {
    case 'insert':
      return before + word + text.slice(start);
    case 'remove':
      return before + behind;
    case 'replace':
      return before + word + behind;
    case 'repeat':
      return before + inside.repeat(2 + Math.floor(piece * 3)) + behind;
    case 'move': {
      const rest = before + behind;
      const to = Math.floor(piece * (rest.length + 1));
      return rest.slice(0, to) + inside + rest.slice(to);
    }
    case 'splice': {
      const other = others[Math.floor(piece * others.length)]?.text ?? '';
      const from = Math.floor(length * (other.length + 1));
      return before + other.slice(from, from + 120) + behind;
    }
    case 'cut':
      return before;
  }
}

/** A share as a number of characters: one or a few in most cases, and now and then a large part. */
function span(share: number, length: number): number {
  return share < 0.8 ? Math.floor(share * 15) : Math.floor((share - 0.8) * 5 * length);
}
