/** SIPDefault.cnf and SIP<MAC>.cnf: the parameters of all phones and of one. */

import { t } from '@vscode/l10n';
import { type Comment, type Context, type Format, format } from '../format.ts';
import { onLine } from '../ranges.ts';
import { check } from './check.ts';
import { complete, resolve } from './complete.ts';
import { type CnfDocument, lastEntry, parse, peculiarOf, update } from './document.ts';
import { claims, fileRole, formatMac } from './filename.ts';
import { hover } from './hover.ts';
import { layOut } from './layout.ts';
import { links } from './links.ts';
import { allNames } from './parameters.ts';
import { valuesOfType } from './query.ts';
import { rules } from './rules.ts';
import { folding, symbols } from './symbols.ts';
import { tokens } from './tokens.ts';

export const cnf: Format = format<CnfDocument>({
  id: 'cnf',
  languageId: 'cisco-sip-cnf',
  get title() {
    return t('phone configuration');
  },
  rules: Object.values(rules),
  claims,
  parse,
  update,
  check,
  hover,
  complete,
  resolve,
  symbols,
  folding,
  tokens,
  links,
  layOut,
  comments: {
    marked,
    write: (text) => `# ${text}`,
  },
  status,
});

function marked({ chunks, starts }: CnfDocument): Comment[] {
  return chunks.flatMap((chunk, at) =>
    peculiarOf(chunk).marked.flatMap((index): Comment[] => {
      const line = chunk.lines[index];
      if ((line?.kind !== 'entry' && line?.kind !== 'comment') || !line.comment) return [];
      const { start, end } = line.comment;
      return [{ text: line.text.slice(start + 1, end), range: onLine(index + (starts[at] ?? 0), start, end) }];
    }),
  );
}

function status(document: CnfDocument, context: Context): ReturnType<Format['status']> {
  const role = fileRole(context.fileName);
  const parsed = context.folder?.document('SIPDefault.cnf');
  const defaults = parsed?.format === 'cnf' ? (parsed as CnfDocument) : undefined;
  const [firmware] = [document, defaults].flatMap((each) => (each ? valuesOfType(each, 'image-name') : []));
  const model = role.role === 'phone' ? modelOf(document) : undefined;
  return { kind: kind(role), ...(model !== undefined && { model }), ...(firmware && { firmware }) };
}

function kind(role: ReturnType<typeof fileRole>): string {
  switch (role.role) {
    case 'default':
      return t('Defaults of all phones');
    case 'phone':
      return role.mac === undefined ? t('Phone file') : t`Phone file of ${formatMac(role.mac)}`;
    case 'template':
      return t('Template of a phone file');
    case 'unknown':
      return t('Phone configuration');
  }
}

/** A line above the second that is in use exists on the 7960 only. */
function modelOf(document: CnfDocument): string | undefined {
  const used = allNames.some(({ parameter, number, name }) => {
    if (parameter.type !== 'line-name' || !parameter.numbered?.on7940) return false;
    const text = lastEntry(document, name)?.entry.value.text.trim();
    return (number ?? 0) > parameter.numbered.on7940 && !!text && text !== 'UNPROVISIONED';
  });
  return used ? '7960' : undefined;
}
