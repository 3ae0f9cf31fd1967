/**
 * Files that phones asked for and did not get, as whoever watches the phones tells. Each is reported where phones are
 * led to it: at the value that names it, else at the top of a file.
 */

import { t } from '@vscode/l10n';
import bootFacts from '../../../../schemas/boot.json' with { type: 'json' };
import type { Confidence } from '../../facts/types.ts';
import { fileRole, formatMac } from '../../formats/cnf/filename.ts';
import { compare } from '../../formats/ranges.ts';
import { type Finding, type Fix, inOrder, report } from '../../formats/rules.ts';
import type { AskedFile, AskingPhone } from '../../protocol.ts';
import { baseName, type TftpRoot } from '../root.ts';
import type { AskedRule } from '../rules/asked.ts';
import { type Across, listed, top, type UriOf } from './across.ts';
import { type Lead, leadTo } from './askedLeads.ts';
import { pathIn } from './paths.ts';

/** The findings about files that phones asked for in vain, by the name of the file that they stand in. */
export type AskedFindings = ReadonlyMap<string, readonly Finding[]>;

const facts = new Map(bootFacts.files.map((fact) => [fact.id, fact]));

/** `asked`: what was said last; what the folder has by now is no finding any more. */
export function checkAsked(root: TftpRoot, asked: readonly AskedFile[], uriOf: UriOf): AskedFindings {
  const found = new Map<string, Finding[]>();
  for (const one of asked)
    for (const { lead, other, phones } of leads(root, one)) {
      const { name } = lead.file;
      const made = finding({ root, uriOf }, one, other, lead, phones);
      found.set(name, [...(found.get(name) ?? []), made]);
    }
  return found;
}

interface Led {
  readonly lead: Lead;
  /** The file of the folder that differs in letter case only. */
  readonly other: string | undefined;
  readonly phones: readonly AskingPhone[];
}

/** The places that led phones to the file, each with the phones that it led. */
function leads(root: TftpRoot, { name, kind, phones }: AskedFile): readonly Led[] {
  const path = pathIn(name);
  if (path === undefined || root.has(path)) return [];
  const [other] = root.spellings(path);
  // Nobody misses what most folders do without.
  if (other === undefined && facts.get(kind ?? '')?.missing === 'normal') return [];
  const led = new Map<string, Led>();
  for (const phone of phones) {
    const lead = leadTo(root, { path, kind, other }, phone.mac);
    if (!lead) continue;
    const key = `${lead.range.start.line} ${lead.range.start.character} ${lead.file.name}`;
    led.set(key, { lead, other, phones: [...(led.get(key)?.phones ?? []), phone] });
  }
  return [...led.values()];
}

function finding(
  { root, uriOf }: Pick<Across, 'root' | 'uriOf'>,
  { name, kind }: AskedFile,
  other: string | undefined,
  { file, rule, range }: Lead,
  phones: readonly AskingPhone[],
): Finding {
  const fact = facts.get(kind ?? '');
  const isHere = other === file.name;
  const isFellow = range === top && other === undefined && file !== root.defaults;
  const values = {
    who: whoAsked(phones),
    name,
    when: localTime(Math.max(...phones.map(({ last }) => last))),
    has: isHere ? `'${other}'` : hasInstead(other, isFellow),
    without: fact ? t(fact.without) : '',
    mend: mend(rule, isFellow),
  };
  const isVague = !fact || (range === top && file === root.defaults && !isHere);
  return report(rule, range, values, {
    fixes: fixes(root, pathIn(name) ?? name, file.name, other),
    related:
      other === undefined || isHere ? [] : [{ uri: uriOf(other), range: top, message: t('The file in other letters') }],
    ...(fact && { confidence: fact.confidence as Confidence }),
    ...(isVague && { atMost: 'information' as const }),
  });
}

/** `isFellow`: the finding stands in another file for the same phone. */
function hasInstead(other: string | undefined, isFellow: boolean): string {
  if (other !== undefined) return t`only '${other}', which most TFTP servers take for another file`;
  return isFellow ? t('only this file for that phone') : t('no such file');
}

function mend({ wholeFile }: AskedRule, isFellow: boolean): string {
  if (isFellow) return t('Rename or move this file.');
  return wholeFile ? t('Put it there.') : t('Put it there, or write the name of a file that is there.');
}

/** `The phone 00:0D:BC:00:11:22`, `The phones … and …`. */
function whoAsked(phones: readonly AskingPhone[]): string {
  const names = phones.map(({ mac, address }) => (mac === undefined ? (address ?? '') : formatMac(mac)));
  const known = [...new Set(names.filter((name) => name !== ''))];
  if (known.length === 0) return t('A phone');
  return known.length === 1 ? t`The phone ${listed(known)}` : t`The phones ${listed(known)}`;
}

/** `2024-11-28 12:00`, on the clock of this computer. */
function localTime(time: number): string {
  const date = new Date(time);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** What can be done beside changing the value, which the rule that is replaced knows. */
function fixes(root: TftpRoot, path: string, here: string, other: string | undefined): Fix[] {
  const none = { safe: false, edits: [] };
  if (other === here)
    return [
      { title: t`Copy the file to '${path}'`, copyTo: path, ...none },
      { title: t`Rename the file to '${path}'`, renameOther: { from: other, to: path }, ...none },
    ];
  if (other !== undefined)
    return [{ title: t`Rename '${other}' to '${path}'`, renameOther: { from: other, to: path }, ...none }];
  const role = fileRole(baseName(path));
  const isNew = role.role === 'phone' && role.mac !== undefined && root.phoneFiles(role.mac).length === 0;
  return isNew ? [{ title: t`Create ${path}`, newPhone: role.mac, ...none }] : [];
}

/**
 * The findings of a file together with those about what phones asked for. Where both say the same, the phone's word
 * counts, with the fixes of both.
 */
export function withAsked(found: readonly Finding[], asked: readonly Finding[]): readonly Finding[] {
  if (asked.length === 0) return found;
  const replacing = ({ rule: { code }, range }: Finding) =>
    asked.find((one) => (one.rule as AskedRule).replaces.includes(code) && isSame(one.range, range));
  const fuller = asked.map((one): Finding => {
    const more = found.filter((other) => replacing(other) === one).flatMap(({ fixes }) => fixes);
    const titles = new Set(more.map(({ title }) => title));
    return { ...one, fixes: [...more, ...one.fixes.filter(({ title }) => !titles.has(title))] };
  });
  return inOrder([...found.filter((other) => !replacing(other)), ...fuller]);
}

function isSame(a: Finding['range'], b: Finding['range']): boolean {
  return compare(a.start, b.start) === 0 && compare(a.end, b.end) === 0;
}
