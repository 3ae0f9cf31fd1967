/** Reads patterns as Asterisk has them: out of an `extensions.conf`, or out of a list with one on each line. */

import { t } from '@vscode/l10n';

/** What could not be taken over, or only in part. */
export interface Note {
  /** Counted from 1. */
  readonly line: number;
  /** One sentence or two. */
  readonly text: string;
}

export interface Extension {
  readonly line: number;
  /** The pattern or number, with the `_` before a pattern. */
  readonly written: string;
  /** What its Dial sends, where that is not simply the number. */
  readonly dialled: Dialled | undefined;
}

/** `prefix${EXTEN:skip}`. */
export interface Dialled {
  readonly prefix: string;
  /** So many keys at the beginning are left out. */
  readonly skip: number;
}

export interface Extensions {
  readonly extensions: readonly Extension[];
  readonly notes: readonly Note[];
}

/** More than any system has; what is behind them is left out. */
const mostExtensions = 1000;
/** Longer lines hold no pattern. */
const longestLine = 1000;

/** `exten => NAME,PRIORITY,APPLICATION`; in lines behind it `same => PRIORITY,APPLICATION`. */
const exten = /^exten\s*=>?\s*([^,]*),\s*([^,]*),?(.*)$/i;
const same = /^same\s*=>?\s*[^,]*,(.*)$/i;
const include = /^(?:#\s*include|#\s*exec|include\s*=>?|switch\s*=>?)\s*(.*)$/i;
const isExten = /^[ \t]*exten\s*=/im;

export function readAsterisk(text: string): Extensions {
  const lines = withoutComments(text);
  const found = isExten.test(text) ? readConfiguration(lines) : readList(lines);
  const more = found.extensions[mostExtensions];
  if (!more) return found;
  const note = { line: more.line, text: `Only the first ${mostExtensions} patterns are converted.` };
  return { extensions: found.extensions.slice(0, mostExtensions), notes: [...found.notes, note] };
}

/** The lines without `;` comments, `;-- … --;` over several lines among them, and without blanks around. */
function withoutComments(text: string): string[] {
  let inBlock = false;
  return text.split(/\r\n|\n|\r/).map((line) => {
    if (line.length > longestLine) return '';
    const end = inBlock ? line.indexOf('--;') : -1;
    if (inBlock && end < 0) return '';
    const rest = inBlock ? line.slice(end + 3) : line;
    const start = rest.search(/(?<!\\);/);
    inBlock = start >= 0 && rest.startsWith(';--', start) && !rest.includes('--;', start + 3);
    return (start < 0 ? rest : rest.slice(0, start)).trim();
  });
}

function readConfiguration(lines: readonly string[]): Extensions {
  const byName = new Map<string, Extension>();
  const notes: Note[] = [];
  let current: string | undefined;
  for (const [index, text] of lines.entries()) {
    const line = index + 1;
    const [, named, priority, behind] = exten.exec(text) ?? [];
    const elsewhere = include.exec(text)?.[1];
    if (named !== undefined) {
      const [name = '', caller] = named.trim().split('/');
      current = name;
      if (priority?.trim().toLowerCase() === 'hint') continue;
      if (!byName.has(name)) byName.set(name, { line, written: name, dialled: undefined });
      if (caller !== undefined)
        notes.push({ line, text: t`'${named.trim()}' is for one caller only; the phone's rule is for all.` });
      addDial(byName, name, behind ?? '', line, notes);
    } else if (elsewhere !== undefined)
      notes.push({ line, text: `What '${elsewhere.trim()}' holds is not seen here: convert it as well.` });
    else {
      const application = same.exec(text)?.[1];
      if (application !== undefined && current !== undefined) addDial(byName, current, application, line, notes);
    }
  }
  return { extensions: [...byName.values()], notes };
}

const extenInDial = /\bDial\s*\([^)]*?([\d*#+]*)\$\{EXTEN(?::(-?\d{1,3}))?(?::(-?\d{1,3}))?\}/i;

/** Notes what the first Dial of an extension sends. */
function addDial(byName: Map<string, Extension>, name: string, application: string, line: number, notes: Note[]): void {
  const known = byName.get(name);
  const [all, prefix = '', skipped = '0', length] = extenInDial.exec(application) ?? [];
  if (!known || known.dialled || all === undefined) return;
  const skip = Number(skipped);
  if (skip < 0 || length !== undefined)
    notes.push({
      line,
      text: t('Dial sends only a part of the number, cut out from its end; the phone sends all of it.'),
    });
  else byName.set(name, { ...known, dialled: { prefix, skip } });
}

/** One pattern a line; what stands behind a blank is a remark. */
function readList(lines: readonly string[]): Extensions {
  const extensions = lines.flatMap((text, index): Extension[] => {
    const [word = ''] = text.split(/[\s,]/);
    if (word === '' || word.startsWith('#') || word.startsWith('//') || isContext(text)) return [];
    const isPattern = /[XZN[.!]/i.test(word) && !word.startsWith('_');
    return [{ line: index + 1, written: isPattern ? `_${word}` : word, dialled: undefined }];
  });
  return { extensions, notes: [] };
}

/** `[internal]`; `[2-5]` is a pattern. */
function isContext(text: string): boolean {
  return /^\[[^\]]*[a-z][^\]]*\](?:\([^)]*\))?$/i.test(text);
}
