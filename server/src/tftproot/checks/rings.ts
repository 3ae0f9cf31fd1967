/** Whether the rings are there that the list names, and of a size that phones play. */

import { t } from '@vscode/l10n';
import provisioning from '../../../../schemas/provisioning-files.json' with { type: 'json' };
import data from '../../../../schemas/ringlist.json' with { type: 'json' };
import { replace } from '../../formats/ranges.ts';
import type { Field, RingList } from '../../formats/ringlist/parse.ts';
import { type Finding, report } from '../../formats/rules.ts';
import { baseName, type TftpRoot } from '../root.ts';
import { rules } from '../rules.ts';
import type { Across } from './across.ts';
import { pathIn } from './paths.ts';

const sound = new RegExp(`^(?:${provisioning.kinds.find(({ id }) => id === 'sound')?.pattern})$`, 'i');

export function checkRings({ root, file }: Across): Finding[] {
  const named = (file.document as RingList).rings.flatMap((ring) => {
    const name = ring.file && pathIn(ring.file.text);
    return ring.file && name !== undefined ? [{ name, field: ring.file }] : [];
  });
  const missing = named.filter(({ name }) => root.spellings(name).length === 0);
  // A folder without any sound is not judged: they may be kept elsewhere.
  const hasSounds = missing.length < named.length || root.files.some((name) => sound.test(baseName(name)));
  const atMost = hasSounds ? {} : { atMost: 'hint' as const };
  return [
    ...missing.map(({ name, field }) => report(rules.ringMissing, field.range, { name }, atMost)),
    ...named.flatMap(({ name, field }) => checkFile(root, name, field)),
  ];
}

function checkFile(root: TftpRoot, name: string, { range }: Field): Finding[] {
  if (root.has(name)) return checkSize(name, root.sizeOf(name), range);
  const [other] = root.spellings(name);
  if (other === undefined) return [];
  const fix = { title: t`Change to '${other}'`, safe: false, edits: [replace(range, other)] };
  return [report(rules.ringLetterCase, range, { name, other }, { fixes: [fix] })];
}

function checkSize(name: string, bytes: number | undefined, range: Finding['range']): Finding[] {
  const { minimumBytes, maximumBytes, multipleOfBytes } = data.ringFile;
  if (bytes === undefined) return [];
  const inRange = bytes >= minimumBytes && bytes <= maximumBytes;
  if (inRange && bytes % multipleOfBytes === 0) return [];
  const whole = Math.floor(bytes / multipleOfBytes) * multipleOfBytes;
  const nearest = Math.min(Math.max(whole, minimumBytes), maximumBytes);
  const atMost = inRange ? { atMost: 'hint' as const } : {};
  return [report(rules.ringSize, range, { name, bytes, nearest }, atMost)];
}
