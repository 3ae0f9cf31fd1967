/** Reads a file of expectations, line by line. Never throws. */

import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver-types';
import { nearest } from '../dialplan/facts.ts';
import { type Firmware, uncertainties, usualFirmware } from '../dialplan/matcher/firmware.ts';
import type { Comment, Parsed } from '../format.ts';
import { onLine } from '../ranges.ts';
import { type Clause, type Fault, isKeyword, listed, readClauses } from './clauses.ts';
import { type Word, wordsOf } from './words.ts';

/** One line that says what the phone should do with a number. */
export interface Expectation {
  readonly line: number;
  /** From the number to the last word. */
  readonly range: Range;
  readonly text: string;
  /** The keys, without what only parts them; empty: the handset is lifted and nothing more. */
  readonly keys: string;
  readonly number: Range;
  readonly clauses: readonly Clause[];
  /** What is not understood of the line: it is not run then. */
  readonly faults: readonly Fault[];
  /** What the lines above say of the phone. */
  readonly phone: Phone;
}

export interface Phone {
  /** The line that is dialled on, counted from 1. */
  readonly line: number;
  readonly firmware: Firmware;
}

/** A line with words on it, for what looks at words only. */
export interface WrittenLine {
  readonly line: number;
  readonly text: string;
  readonly words: readonly Word[];
  readonly kind: 'expectation' | 'line' | 'firmware';
  /** How many words the number has. */
  readonly numberWords: number;
  readonly comment: number | undefined;
}

export interface DialTests extends Parsed {
  readonly format: 'dialtests';
  readonly lines: readonly WrittenLine[];
  readonly expectations: readonly Expectation[];
  /** What each `line` and `firmware` makes of the phone, for the lines below it. */
  readonly phones: readonly { readonly line: number; readonly phone: Phone }[];
  /** What is not understood of `line` and `firmware`. */
  readonly faults: readonly Fault[];
  readonly comments: readonly Comment[];
  /** The first line that is not read, as there are more expectations than anybody waits for. */
  readonly excess: Range | undefined;
}

/** As many expectations as are read: each keystroke runs them all. */
export const mostExpectations = 1000;

/** As many as the phone counts in one byte. */
const mostLines = 255;

/** As much of a line as is read: twice what a phone holds of a number, and then some. */
export const longestLine = 1000;

/** What parts keys and is none itself, such as the comma of a dial plan. */
const parting = /[,-]/g;
const keysOnly = /^[\d*#+,-]*$/;

const usual: Phone = { line: 1, firmware: usualFirmware };

export function parse(document: TextDocument): DialTests {
  const lines: WrittenLine[] = [];
  const expectations: Expectation[] = [];
  const faults: Fault[] = [];
  const comments: Comment[] = [];
  const phones: { line: number; phone: Phone }[] = [];
  let phone = usual;
  let excess: Range | undefined;
  for (let line = 0; line < document.lineCount && !excess; line++) {
    const text = lineText(document, line);
    const written = readWords(text, line);
    if (written.comment !== undefined)
      comments.push({ text: text.slice(written.comment + 1), range: onLine(line, written.comment, text.length) });
    if (written.words.length === 0) continue;
    if (written.kind !== 'expectation') {
      const said = written.kind === 'line' ? readLineNumber(written, phone) : readFirmware(written, phone);
      phone = said.phone;
      phones.push({ line, phone });
      for (const fault of said.faults) faults.push(fault);
    } else if (expectations.length === mostExpectations) excess = onLine(line, 0, text.length);
    else expectations.push(readExpectation(written, phone));
    if (!excess) lines.push(written);
  }
  return { format: 'dialtests', lines, expectations, phones, faults, comments, excess };
}

/** The phone that a line of the file is about. */
export function phoneAt({ phones }: DialTests, line: number): Phone {
  return phones.findLast((one) => one.line < line)?.phone ?? usual;
}

function lineText(document: TextDocument, line: number): string {
  const whole = document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
  const text = whole.replace(/\r?\n$|\r$/, '');
  // A byte order mark is no part of the first number, and its column stays.
  return line === 0 && text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
}

function readWords(text: string, line: number): WrittenLine {
  const { words, comment } = wordsOf(text.slice(0, longestLine));
  const [first] = words;
  const word = first && !first.quoted ? first.text.toLowerCase() : '';
  const kind = word === 'line' || word === 'firmware' ? word : 'expectation';
  return { line, text, words, kind, numberWords: kind === 'expectation' ? countNumberWords(words) : 0, comment };
}

/** The words that are the number: the first, and those behind it that hold nothing but keys. */
function countNumberWords(words: readonly Word[]): number {
  const [first, second] = words;
  if (!first || isKeyword(first)) return 0;
  if (isHandset(first)) return second?.text.toLowerCase() === 'lifted' ? 2 : 1;
  if (first.quoted) return 1;
  const end = words.findIndex(({ text, quoted }, index) => index > 0 && (quoted || !keysOnly.test(text)));
  return end === -1 ? words.length : end;
}

function isHandset({ text, quoted }: Word): boolean {
  return !quoted && text.toLowerCase() === 'handset';
}

/** Whether a line, read by itself, is an expectation that leaves nothing open. */
export function readsAsExpectation(text: string): boolean {
  const written = readWords(text, 0);
  if (written.kind !== 'expectation' || written.numberWords === 0) return false;
  return readExpectation(written, usual).faults.length === 0;
}

function readExpectation({ line, text, words, numberWords, comment }: WrittenLine, phone: Phone): Expectation {
  const first = words[0]!;
  const last = words.at(-1)!;
  const number = onLine(line, first.start, words[Math.max(numberWords, 1) - 1]!.end);
  const written = isHandset(first)
    ? ''
    : words
        .slice(0, numberWords)
        .map((word) => word.text)
        .join('');
  const { clauses, faults } = readClauses(line, words, numberWords);
  const range = onLine(line, first.start, last.end);
  return {
    line,
    range,
    text: text.slice(first.start, last.end),
    keys: written.replace(parting, ''),
    number,
    clauses,
    faults: [
      ...beyond(line, text, comment),
      ...unclosed(line, words),
      ...(numberWords === 0
        ? [{ kind: 'key' as const, range: onLine(line, first.start, first.end), values: { text: first.text } }]
        : []),
      ...(isHandset(first) || numberWords === 0 ? [] : wrongKeys(line, words.slice(0, numberWords))),
      ...faults,
      ...(numberWords > 0 && words.length === numberWords
        ? [{ kind: 'no-expectation' as const, range, values: {} }]
        : []),
    ],
    phone,
  };
}

/** What is not read of a long line. */
function beyond(line: number, text: string, comment: number | undefined): Fault[] {
  if (text.length <= longestLine || comment !== undefined) return [];
  const word = `${text.slice(longestLine, longestLine + 10)}…`;
  return [{ kind: 'unknown-word', range: onLine(line, longestLine, text.length), values: { word } }];
}

/** The first character of each word that no key gives. */
function wrongKeys(line: number, words: readonly Word[]): Fault[] {
  return words.flatMap(({ text, start, quoted }) => {
    const at = text.search(/[^\d*#+,-]/);
    if (at < 0) return [];
    const from = start + at + (quoted ? 1 : 0);
    const character = String.fromCodePoint(text.codePointAt(at)!);
    return [{ kind: 'key' as const, range: onLine(line, from, from + character.length), values: { text: character } }];
  });
}

function unclosed(line: number, words: readonly Word[]): Fault[] {
  return words
    .filter(({ closed }) => !closed)
    .map(({ text, start, end }) => ({
      kind: 'missing-quote' as const,
      range: onLine(line, start, end),
      values: {},
      meant: `"${text}"`,
    }));
}

function readLineNumber({ line, words }: WrittenLine, phone: Phone): { phone: Phone; faults: Fault[] } {
  const [first, number, ...more] = words;
  const value = /^\d{1,3}$/.test(number?.text ?? '') ? Number(number!.text) : 0;
  const fits = value >= 1 && value <= mostLines;
  const wrong = fits ? more[0] : (number ?? first!);
  const faults: Fault[] = wrong
    ? [{ kind: 'line', range: onLine(line, wrong.start, words.at(-1)!.end), values: { most: mostLines } }]
    : [];
  return { phone: fits ? { ...phone, line: value } : phone, faults };
}

function readFirmware({ line, words }: WrittenLine, phone: Phone): { phone: Phone; faults: Fault[] } {
  const choices = uncertainties.flatMap(({ id, choices }) => choices.map(({ value }) => `${id}=${value}`));
  const faults: Fault[] = [];
  let { firmware } = phone;
  for (const { text, start, end } of words.slice(1)) {
    const known = choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
    const [id = '', value] = known?.split('=') ?? [];
    if (known !== undefined) firmware = { ...firmware, [id]: value };
    else faults.push(wrongChoice(onLine(line, start, end), text, choices));
  }
  const [first] = words;
  if (words.length === 1) faults.push(wrongChoice(onLine(line, first!.start, first!.end), '', choices));
  return { phone: { ...phone, firmware }, faults };
}

function wrongChoice(range: Range, text: string, choices: readonly string[]): Fault {
  const meant = nearest(text, choices);
  return {
    kind: 'value',
    range,
    values: { word: 'firmware', wanted: listed(choices) },
    ...(meant !== undefined && { meant }),
  };
}
