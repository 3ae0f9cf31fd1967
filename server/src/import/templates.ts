/** The templates that stand for one pattern. */

import { t } from '@vscode/l10n';
import { limits } from '../formats/dialplan/facts.ts';
import type { Dialled } from './asterisk.ts';
import { digits, type Pattern } from './pattern.ts';

export interface NewTemplate {
  readonly match: string;
  /** `undefined`: the number is sent as it is dialled. */
  readonly rewrite: string | undefined;
}

export interface Templates {
  readonly templates: readonly NewTemplate[];
  /** What the templates do otherwise than the pattern: sentences without the pattern's name. */
  readonly notes: readonly string[];
}

/** As many templates as one pattern may become: the phone holds about 8 KB of them. */
export const mostTemplates = 64;

/**
 * A place without choice is written out. One for any digit becomes a dot, which also stands for `*` and `+`. Every
 * other one makes a template for each of its keys, as the phone knows no sets.
 */
export function templatesOf(pattern: Pattern, asked: Dialled | undefined): Templates {
  const isNamed = asked === undefined || asked.skip <= pattern.places.length;
  const dialled = isNamed ? asked : undefined;
  const skip = dialled?.skip ?? 0;
  const wide = widened(pattern.places, skip);
  if (wide.count > mostTemplates)
    return { templates: [], notes: [t`would become more than ${mostTemplates} templates, and is left out`] };
  const templates = alternatives(wide.places, skip).flatMap((places) =>
    tailsOf(pattern).map((tail) => templateOf([...places, ...tail], dialled)),
  );
  if (templates.some(({ match }) => match.length > limits.valueCharacters))
    return {
      templates: [],
      notes: [t`is longer than the ${limits.valueCharacters} characters a phone keeps, and is left out`],
    };
  return {
    templates: templates.map(({ match, rewrite }) => ({ match, rewrite: rewrite === '' ? undefined : rewrite })),
    notes: [
      ...(wide.places === pattern.places
        ? []
        : [t`would become more than ${mostTemplates} templates: some of its sets take any digit instead`]),
      ...(pattern.tail === 'any'
        ? [t('leaves it to the server when the number is complete; the phone waits instead')]
        : []),
      ...(isNamed
        ? rewriteNotes(templates, dialled)
        : [t('leaves out more keys than it names: the phone sends the whole number')]),
    ],
  };
}

function rewriteNotes(templates: readonly NewTemplate[], dialled: Dialled | undefined): string[] {
  const [first] = templates;
  if (!first || !dialled || (dialled.skip === 0 && dialled.prefix === '')) return [];
  if (first.rewrite === undefined)
    return [t('has more groups of wildcards than Rewrite can name: the phone sends the whole number')];
  if (first.rewrite === '') return [t('leaves nothing to be sent: the phone sends the whole number')];
  return [t('is sent as its Dial does it: take Rewrite out if the server goes on to change the number')];
}

/** The places with as many sets, from the end, as any digit as it takes; and how many templates they make. */
function widened(places: readonly string[], skip: number): { places: readonly string[]; count: number } {
  const choices = (all: readonly string[]) =>
    all.reduce((count, set, at) => Math.min(count * (isDot(set, at, skip) ? 1 : set.length), 1e9), 1);
  let wide = places;
  for (let at = places.length - 1; at >= skip && choices(wide) > mostTemplates; at--)
    if (places[at]!.length > 1) wide = wide.with(at, digits);
  return { places: wide, count: choices(wide) };
}

/** What is left out of what is sent has to be written out: Rewrite cannot name a part of a group. */
function isDot(set: string, at: number, skip: number): boolean {
  return set === digits && at >= skip;
}

/** A piece of MATCH: a key, a dot, or a `*`. */
type Piece = { readonly key: string } | '.' | '*';

function alternatives(places: readonly string[], skip: number): Piece[][] {
  let all: Piece[][] = [[]];
  for (const [at, set] of places.entries()) {
    const pieces: Piece[] = isDot(set, at, skip) ? ['.'] : [...set].map((key) => ({ key }));
    all = all.flatMap((before) => pieces.map((piece) => [...before, piece]));
  }
  return all;
}

function tailsOf({ places, tail }: Pattern): Piece[][] {
  if (tail === 'nothing') return [[]];
  return tail === 'any' && places.length > 0 ? [[], ['*']] : [['*']];
}

function templateOf(pieces: readonly Piece[], dialled: Dialled | undefined): NewTemplate {
  return { match: pieces.map(inMatch).join(''), rewrite: dialled && rewriteOf(pieces, dialled) };
}

function inMatch(piece: Piece): string {
  if (typeof piece === 'string') return piece;
  return piece.key === '*' ? '\\*' : piece.key;
}

/** `undefined` when it is what is dialled, or cannot be written. */
function rewriteOf(pieces: readonly Piece[], { prefix, skip }: Dialled): string | undefined {
  if (skip === 0) return prefix === '' ? undefined : `${prefix}%s`;
  let groups = 0;
  let sent = prefix;
  for (const [at, piece] of pieces.entries()) {
    if (typeof piece !== 'string') {
      if (at >= skip) sent += piece.key;
    } else if (piece === '*' || pieces[at - 1] !== '.') sent += `%${++groups}`;
  }
  return groups > limits.groups ? undefined : sent;
}
