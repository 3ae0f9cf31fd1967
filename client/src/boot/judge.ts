/** What a start came to: the stage in words, what is wrong, and why it stopped. */

import { type CauseId, causeText, type FileFact, factOf, timing } from './facts.ts';
import type { Boot, FileRequest, PhoneTimeline } from './types.ts';

export interface Problem {
  readonly id: CauseId;
  /** Goes on after the phone's name. */
  readonly message: string;
  /** What to do. */
  readonly remedy: string;
  readonly file?: string;
  /** For `letter-case`: what the folder has. */
  readonly similar?: string;
}

export interface Judgement {
  readonly state: /** Under way. */
    | 'starting'
    /** It went on to its next start as it should, with a new loader or image. */
    | 'restarted'
    /** The SIP application has come as far as its own file. */
    | 'running'
    /** SCCP firmware runs. */
    | 'sccp'
    /** It has stopped, or started anew without having come to anything. */
    | 'stopped';
  /** Where it is, or how far it came. */
  readonly words: string;
  /** The kind of file that tells so, as in the facts. */
  readonly stage: string | undefined;
  /** Everything that is wrong, in the order in which it happened. */
  readonly problems: readonly Problem[];
  /** Why it has stopped; only with that state. */
  readonly cause?: Problem;
}

export interface Circumstances {
  /** The starts of the same phone that followed. */
  readonly later?: readonly Boot[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The names of the files in the folder, where they are known, to find those that differ in letter case. */
  readonly files?: readonly string[];
}

/** The judgements of all starts of a phone, in their order. */
export function judgeAll(phone: PhoneTimeline, now: number, files?: readonly string[]): Judgement[] {
  return phone.boots.map((boot, index) =>
    judge(boot, { later: phone.boots.slice(index + 1), now, ...(files && { files }) }),
  );
}

export function judge(boot: Boot, circumstances: Circumstances): Judgement {
  const known = boot.requests.filter(({ kind }) => kind !== undefined);
  const last = known.at(-1) ?? boot.requests.at(-1);
  const fact = factOf(last?.kind);
  const problems = boot.requests.flatMap((request, index) =>
    problemsOf(request, boot.requests[index + 1], circumstances.files),
  );
  const about = { words: stageWords(last, fact), stage: fact?.id, problems };
  const state = stateOf(boot, known, fact, circumstances);
  if (state !== 'stopped') return { state, ...about };
  const cause = last && causeOf(boot, known, last, problems);
  return { state, ...about, ...(cause && { cause }) };
}

function stageWords(last: FileRequest | undefined, fact: FileFact | undefined): string {
  if (!last) return 'nothing is known yet';
  if (!fact) return `asks for ${last.file}`;
  if (last.outcome === 'got') return fact.got;
  const { bytes, total } = last;
  const percent = bytes !== undefined && total ? ` ${Math.floor((bytes / total) * 100)} %` : '';
  return `${fact.asked}${percent}`;
}

function stateOf(
  boot: Boot,
  known: readonly FileRequest[],
  fact: FileFact | undefined,
  { later = [], now }: Circumstances,
): Judgement['state'] {
  const next = later[0];
  const isOver = next !== undefined || now - boot.last > timing.settle;
  if (fact?.part === 'sccp') return 'sccp';
  if (fact?.part === 'application' && known.some(isRunning)) return 'running';
  if (!isOver) return 'starting';
  if (next && fact?.part === 'image' && wentOn(fact, later)) return 'restarted';
  // What names a firmware makes a phone start anew, to fetch it.
  if (
    next &&
    fact?.part === 'loader' &&
    next.began - boot.last < timing.silence &&
    fetchesImage(next) &&
    isWhole(known)
  ) {
    return 'restarted';
  }
  return 'stopped';
}

/** Whether a request shows that the SIP application is past its start: it has its own file, or asks for what is in it. */
function isRunning({ kind, outcome }: FileRequest): boolean {
  const fact = factOf(kind);
  if (fact?.part !== 'application' || fact.begins) return false;
  return kind !== 'phone-file' || outcome === 'got' || outcome === 'asked';
}

/** Whether the starts after one in which a part of a firmware came show that it was taken. */
function wentOn(fact: FileFact, later: readonly Boot[]): boolean {
  if (fact.id === 'image-list') return false;
  if (fact.id === 'image') return later[0]?.requests.some(({ kind }) => factOf(kind)?.part === 'application') ?? false;
  const next = later
    .flatMap(({ requests }) => requests)
    .find(({ kind }) => kind === 'loader-image' || kind === 'image' || factOf(kind)?.part === 'application');
  return next !== undefined && next.kind !== 'loader-image';
}

function fetchesImage({ requests }: Boot): boolean {
  return requests.some(({ kind }) => factOf(kind)?.part === 'image');
}

/** Whether nothing that was asked for is known to have stayed away. */
function isWhole(requests: readonly FileRequest[]): boolean {
  const { outcome } = requests.at(-1) ?? {};
  return outcome === 'got' || outcome === 'asked';
}

function causeOf(
  { rounds }: Boot,
  known: readonly FileRequest[],
  last: FileRequest,
  problems: readonly Problem[],
): Problem | undefined {
  const { part, id } = factOf(last.kind) ?? {};
  const serious = problems.findLast(({ file }) => file === last.file) ?? problems.at(-1);
  if (part === 'loader') {
    if (rounds >= timing.rounds) return problem('over-and-over', known.findLast(isFromLoader) ?? last);
    if (serious) return serious;
    return known.every(({ outcome }) => outcome === 'missing')
      ? problem('no-firmware-named', last)
      : problem('nothing-more', last);
  }
  if (serious) return serious;
  if (id === 'image-list') return problem('list-not-followed', last);
  if (id === 'loader-image') return problem('loader-not-taken', last);
  if (id === 'image') return problem('image-not-taken', last);
  return problem('nothing-more', last);
}

function isFromLoader({ kind, outcome }: FileRequest): boolean {
  return kind === 'loader-phone-file' && outcome !== 'missing';
}

function problemsOf(request: FileRequest, next: FileRequest | undefined, files: readonly string[] = []): Problem[] {
  const fact = factOf(request.kind);
  switch (request.outcome) {
    case 'missing': {
      const similar = request.similar ?? similarName(request.file, files);
      if (similar !== undefined) return [{ ...problem('letter-case', request, { similar }), similar }];
      return fact && !fact.missingIsNormal ? [problem('missing', request, { without: fact.without })] : [];
    }
    case 'refused':
      return [problem('refused', request, { reason: request.reason ?? 'other' })];
    case 'failed': {
      const { bytes, total } = request;
      const progress = bytes === undefined || total === undefined ? 'it broke off' : `${bytes} of ${total} bytes`;
      return [problem('incomplete', request, { progress })];
    }
    case 'asked':
      return isUnanswered(request, next, fact) ? [problem('no-answer', request)] : [];
    case 'got':
      return [];
  }
}

function isUnanswered(
  { hurried, last }: FileRequest,
  next: FileRequest | undefined,
  fact: FileFact | undefined,
): boolean {
  if (hurried + 1 >= timing.unansweredRepeats) return true;
  return fact?.part === 'loader' && next !== undefined && next.first - last >= timing.unanswered;
}

function problem(id: CauseId, request: FileRequest, values: Readonly<Record<string, string>> = {}): Problem {
  const { file, asked } = request;
  return { id, ...causeText(id, { file, count: String(asked), ...values }), file };
}

/** The one name that is the same but for letter case. */
function similarName(name: string, files: readonly string[]): string | undefined {
  const path = name.replace(/^(?:\.?\/)+/, '');
  const found = files.filter((file) => file !== path && file.toLowerCase() === path.toLowerCase());
  return found.length === 1 ? found[0] : undefined;
}
