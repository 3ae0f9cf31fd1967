/** What the language server is told of files that phones asked for and did not get. Pure. */

import type { AskedFile, AskingPhone } from '../../../server/src/protocol.ts';
import { factOf } from '../boot/facts.ts';
import type { Judgement } from '../boot/judge.ts';
import type { Boot, FileRequest, PhoneTimeline } from '../boot/types.ts';

/** A phone that was watched. */
export interface WatchedPhone {
  readonly phone: PhoneTimeline;
  /** Of each of its starts, in their order. */
  readonly judgements: readonly Judgement[];
}

/** Anybody in the network can ask for any name: no more files and phones than a list of problems is good for. */
const mostFiles = 200;
const mostPhones = 1000;

/** The files that phones asked for in vain, by their last word on each, in the order of the names. */
export function missingFiles(phones: readonly WatchedPhone[]): AskedFile[] {
  const found = new Map<string, { kind: string | null; last: number; phones: AskingPhone[] }>();
  for (const { phone, judgements } of phones)
    for (const { file, kind = null, last } of missingFor(phone, judgements)) {
      const known = found.get(file) ?? { kind, last, phones: [] };
      if (known.phones.length < mostPhones) known.phones.push({ ...nameOf(phone), last });
      // The loader asks for the phone's own file as well and does without; the application's word counts.
      found.set(file, last >= known.last ? { ...known, kind, last } : known);
    }
  return [...found]
    .sort(([, a], [, b]) => rank(a.kind) - rank(b.kind) || b.phones.length - a.phones.length || b.last - a.last)
    .slice(0, mostFiles)
    .map(([name, { kind, phones }]) => ({ name, kind, phones }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What phones need goes before what they do without, which is worth a word only where it is there in other letters. */
function rank(kind: string | null): number {
  return factOf(kind ?? undefined)?.missingIsNormal === false ? 0 : 1;
}

function nameOf({ mac, address }: PhoneTimeline): Omit<AskingPhone, 'last'> {
  return { ...(mac !== undefined && { mac }), ...(address !== undefined && { address }) };
}

/** What it asked for last in vain: in its last start, and as long as that has not come so far, in the one before. */
function missingFor({ boots }: PhoneTimeline, judgements: readonly Judgement[]): FileRequest[] {
  const answered = new Map<string, FileRequest>();
  const kinds = new Set<string | undefined>();
  for (let index = boots.length - 1; index >= 0; index--) {
    const boot = boots[index]!;
    for (const [file, request] of answersIn(boot))
      if (!kinds.has(request.kind) && !answered.has(file)) answered.set(file, request);
    for (const { kind } of boot.requests) kinds.add(kind);
    const { state } = judgements[index] ?? {};
    if (state !== 'starting' && state !== 'restarted') break;
  }
  return [...answered.values()].filter(({ outcome }) => outcome === 'missing');
}

/** The last request for each file of which it is known how it went. */
function answersIn({ requests }: Boot): Map<string, FileRequest> {
  return new Map(requests.filter(({ outcome }) => outcome !== 'asked').map((request) => [request.file, request]));
}
