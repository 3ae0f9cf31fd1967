/**
 * The documents of the comparison: the same parameters with the same values as a .cnf file, as JSON, as YAML, and as a
 * Dockerfile with as many instructions.
 */

import parameters from '../schemas/cnf-parameters.json' with { type: 'json' };
import type { Parameter, ParameterType } from '../server/src/facts/types.ts';

export interface BenchDocument {
  readonly size: Size;
  readonly languageId: string;
  readonly fileName: string;
  readonly text: string;
  /** Where the keystroke goes: the end of a value in the middle. */
  readonly line: number;
  readonly character: number;
  /** What is typed there; it makes the value a wrong one. */
  readonly key: string;
  /** Inside the name on that line. */
  readonly nameCharacter: number;
}

/** `short`: each entry once. `long`: the rest of 20,000 lines are comments. `full`: each entry 130 times. */
export const sizes = ['short', 'long', 'full'] as const;
export type Size = (typeof sizes)[number];

export type Notation = 'cnf' | 'json' | 'yaml' | 'dockerfile';

/** How many entries there are, whatever the facts come to know. */
const entryCount = 154;
const longLines = 20_000;
const repetitions = 130;

interface Entry {
  readonly name: string;
  readonly value: string;
  readonly parameter: Parameter;
}

/** What a parameter without a default is set to. */
const examples: Readonly<Partial<Record<ParameterType, string>>> = {
  'image-name': 'P0S3-8-12-00',
  'line-name': '2001',
  'file-name': 'dialplan',
  'sip-uri-or-number': '2002',
  ip: '192.0.2.1',
  'ip-advised': '192.0.2.2',
  host: 'pbx.example.net',
  path: './phones/',
  url: 'http://www.example.net/page.xml',
  string: 'a text',
};

function exampleOf({ secret, values, type, default: factory }: Parameter): string {
  // The password that every phone leaves the factory with would be a finding.
  if (secret) return 'a password';
  return factory || (values[0]?.value ?? examples[type] ?? '');
}

/** The names that a parameter has in a file, one for each of its numbers. */
export function namesOf({ name, numbered }: Parameter): string[] {
  if (!numbered) return [name];
  const { from, to } = numbered;
  return Array.from({ length: to - from + 1 }, (_, index) => name.replace('{n}', String(from + index)));
}

const all = parameters as unknown as readonly Parameter[];
const entries: readonly Entry[] = all
  .flatMap((parameter) =>
    namesOf(parameter).map((name) => ({
      name,
      parameter,
      value: exampleOf(parameter),
    })),
  )
  .slice(0, entryCount);

export const isNumber = (text: string) => /^-?\d+$/.test(text);

/** The nearest number behind the middle that one more digit makes too large. */
const edited = entries.findIndex(
  ({ parameter: { maximum }, value }, index) =>
    index >= entryCount / 2 && maximum !== null && isNumber(value) && Number(`${value}9`) > maximum,
);

interface Written {
  readonly text: string;
  /** Where the value ends. */
  readonly valueEnd: number;
}

interface Writing {
  readonly languageId: string;
  readonly fileName: string;
  readonly key: string;
  readonly comment: string;
  readonly first: string;
  readonly last: string;
  entry(entry: Entry, index: number): Written;
}

function written(before: string, value: string, after = ''): Written {
  return { text: `${before}${value}${after}`, valueEnd: before.length + value.length };
}

const quoted = (value: string) => (isNumber(value) ? value : JSON.stringify(value));

const writings: Readonly<Record<Notation, Writing>> = {
  cnf: {
    languageId: 'cisco-sip-cnf',
    // A template: one file of a real folder does not hold both what all phones share and the lines of one phone.
    fileName: 'SIP__MAC__.cnf',
    key: '9',
    comment: '#',
    first: '',
    last: '',
    entry: ({ name, value }) => written(`${name}: `, quoted(value)),
  },
  json: {
    languageId: 'jsonc',
    fileName: 'phone.json',
    key: '9',
    comment: '//',
    first: '{',
    // Of comments at the end, which the last comma needs.
    last: '"end": 0 }',
    entry: ({ name, value }) => written(`"${name}": `, quoted(value), ','),
  },
  yaml: {
    languageId: 'yaml',
    fileName: 'phone.yaml',
    key: '9',
    comment: '#',
    first: '',
    last: '',
    entry: ({ name, value }) => written(`${name}: `, quoted(value)),
  },
  dockerfile: {
    languageId: 'dockerfile',
    fileName: 'Dockerfile',
    // A port of too many digits is no finding there.
    key: 'x',
    comment: '#',
    first: '',
    last: '',
    entry: ({ name, value, parameter: { type } }, index) => {
      if (index === 0) return written('FROM ', 'debian');
      if (isNumber(value)) return written('EXPOSE ', value);
      return written(type === 'enum' ? `ARG ${name}=` : `ENV ${name}=`, JSON.stringify(value));
    },
  },
};

/** The document of that size in that notation. */
export function documentOf(notation: Notation, size: Size): BenchDocument {
  const { languageId, fileName, key, comment, first, last, entry } = writings[notation];
  const lines: string[] = [];
  const place = { line: 0, character: 0, nameCharacter: 0 };
  const rounds = size === 'full' ? repetitions : 1;
  for (let round = 0; round < rounds; round++)
    for (const [index, each] of entries.entries()) {
      const { text, valueEnd } = entry(each, index);
      const before = lines.length === 0 ? first : '';
      if (index === edited && round === rounds >> 1)
        Object.assign(place, { line: lines.length, character: valueEnd, nameCharacter: 3 });
      lines.push(before + text);
      if (size === 'long') while (lines.length < lineAfter(index)) lines.push(`${comment} line ${lines.length + 1}`);
    }
  return { size, languageId, fileName, key, text: `${lines.join('\n')}${last && `\n${last}`}\n`, ...place };
}

/** The entries are spread evenly over a long document. */
function lineAfter(index: number): number {
  return Math.floor(((index + 1) * longLines) / entryCount);
}
