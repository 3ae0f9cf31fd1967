/** What the attributes of a TEMPLATE mean to the phone. */

import { type AttributeName, findValue, limits, valuesOf } from './facts.ts';
import { readPattern, readRewrite } from './pattern.ts';
import type { Attribute, Fault, FaultKind, Meaning } from './plan.ts';

/** A number as the phone reads it: as many digits as there are at the start, 0 when there are none. */
export function leadingNumber(text: string): number {
  return Number(/^[ \t\n\v\f\r]*([+-]?\d+)/.exec(text)?.[1] ?? 0);
}

/** Whether the text is a whole number and nothing else. */
export function isWholeNumber(text: string): boolean {
  return /^\s*\+?\d+\s*$/.test(text);
}

/** The meaning, and the values for which the phone gives up. */
export function interpret(attributes: readonly Attribute[]): { meaning: Meaning; faults: Fault[] } {
  const faults: Fault[] = [];
  const last = (name: AttributeName) => attributes.findLast(({ known, value }) => known === name && value);
  const refuse = (kind: FaultKind, attribute: Attribute) =>
    faults.push({ kind, range: attribute.value!.range, attribute });

  const word = (name: 'User' | 'Route', kind: FaultKind) => {
    for (const attribute of attributes) {
      if (attribute.known !== name || !attribute.value) continue;
      if (!findValue(valuesOf(name), attribute.value.kept)) refuse(kind, attribute);
    }
    const kept = last(name)?.value?.kept;
    return kept === undefined ? undefined : findValue(valuesOf(name), kept)?.value;
  };

  const tones: string[] = [];
  for (const attribute of attributes) {
    const { known, value } = attribute;
    if (!value) continue;
    if (known === 'Timeout' && leadingNumber(value.kept) < 0) refuse('timeout-negative', attribute);
    if (known !== 'Tone') continue;
    const tone = value.kept === '' ? '' : findValue(valuesOf('Tone'), value.kept)?.value;
    if (tones.length === limits.tones) faults.push({ kind: 'too-many-tones', range: attribute.range, attribute });
    else if (tone === undefined) refuse('tone-unknown', attribute);
    else tones.push(tone);
  }

  const timeout = last('Timeout')?.value;
  const rewrite = last('Rewrite')?.value;
  const match = last('MATCH')?.value;
  const line = last('Line')?.value;
  const columns = (value: NonNullable<Attribute['value']>) => (start: number, end: number) => within(value, start, end);
  return {
    meaning: {
      match: match && readPattern(match.kept, columns(match)),
      timeout: timeout ? leadingNumber(timeout.kept) : limits.defaultTimeoutSeconds,
      user: word('User', 'user-value'),
      route: word('Route', 'route-value'),
      rewrite: rewrite?.kept ? readRewrite(rewrite.kept, columns(rewrite)) : undefined,
      // The phone keeps it in one byte.
      line: line ? leadingNumber(line.kept) & 0xff : 0,
      tones,
    },
    faults,
  };
}

/** A part of a value as a range of the file. A value may run over several lines. */
function within({ text, range }: NonNullable<Attribute['value']>, start: number, end: number) {
  const position = (offset: number) => {
    const before = text.slice(0, offset).split(/\r\n|\n|\r/);
    if (before.length === 1) return { line: range.start.line, character: range.start.character + offset };
    return { line: range.start.line + before.length - 1, character: before.at(-1)!.length };
  };
  return { start: position(start), end: position(end) };
}
