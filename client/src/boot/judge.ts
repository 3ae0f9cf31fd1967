/** What a start came to: the stage in words, what is wrong, and why it stopped. */

import { t } from '@vscode/l10n';
import { type CauseId, causeText, type FileFact, factOf, timing } from './facts.ts';
import type { Boot, FileRequest, PhoneTimeline } from './types.ts';
import { refusalText } from './words.ts';

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

export type State =
  /** Under way. */
  | 'starting'
  /** It went on to its next start as it should, with a new loader or image. */
  | 'restarted'
  /** The SIP application has come as far as its own file. */
  | 'running'
  /** SCCP firmware runs. */
  | 'sccp'
  /** It has stopped, or started anew without having come to anything. */
  | 'stopped';

export interface Judgement {
  readonly state: State;
  /** Where it is, or how far it came. */
  readonly words: string;
  /** The kind of the file that it has come to, as in the facts. */
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
  const farthest = farthestOf(known) ?? last;
  const problems = boot.requests.flatMap((request, index) =>
    problemsOf(request, boot.requests[index + 1], circumstances.files),
  );
  const reached = factOf(farthest?.kind);
  const state = stateOf(boot, known, reached, circumstances);
  const words = state === 'restarted' && reached ? t(reached.got) : stageWords(last);
  const about = { words, stage: reached?.id, problems };
  if (state !== 'stopped') return { state, ...about };
  const cause = farthest && causeOf(boot, known, farthest, problems);
  return { state, ...about, ...(cause && { cause }) };
}

/** A loader that got nowhere with a firmware asks for its own files again: how far it came is what tells. */
function farthestOf(known: readonly FileRequest[]): FileRequest | undefined {
  const last = known.at(-1);
  if (factOf(last?.kind)?.part !== 'loader') return last;
  const orderOf = ({ kind }: FileRequest) => factOf(kind)?.order ?? -1;
  return known.reduce((one, other) => (orderOf(other) >= orderOf(one) ? other : one));
}

function stageWords(last: FileRequest | undefined): string {
  if (!last) return t('nothing is known yet');
  const fact = factOf(last.kind);
  if (!fact) return t`asks for ${last.file}`;
  if (last.outcome === 'got') return t(fact.got);
  const { bytes, total } = last;
  const percent = bytes !== undefined && total ? ` ${Math.floor((bytes / total) * 100)} %` : '';
  return `${t(fact.asked)}${percent}${last.outcome === 'missing' && !fact.missingIsNormal ? t(', which is not there') : ''}`;
}

function stateOf(
  boot: Boot,
  known: readonly FileRequest[],
  fact: FileFact | undefined,
  { later = [], now }: Circumstances,
): State {
  const next = later[0];
  const isOver = next !== undefined || now - boot.last > timing.settle;
  if (fact?.part === 'sccp') return 'sccp';
  if (fact?.part === 'application' && known.some(isRunning)) return 'running';
  if (!isOver) return 'starting';
  if (fact?.restarts && isWhole(known) && wentOn(boot, fact, later)) return 'restarted';
  return 'stopped';
}

/** Whether a request shows that the SIP application is past its start: it has its own file, or asks for what is in it. */
function isRunning({ kind, outcome }: FileRequest): boolean {
  const fact = factOf(kind);
  if (fact?.part !== 'application' || fact.begins) return false;
  return kind !== 'phone-file' || outcome === 'got' || outcome === 'asked';
}

/** Whether the starts that followed show that the phone started anew because of what it got. */
function wentOn(boot: Boot, fact: FileFact, later: readonly Boot[]): boolean {
  const [next] = later;
  if (!next) return false;
  // What names another firmware makes a phone start anew, to fetch it.
  if (fact.part === 'loader') return next.began - boot.last < timing.silence && fetchesImage(next);
  if (fact.restarts === 'application') return next.requests.some(({ kind }) => factOf(kind)?.part === 'application');
  const following = later
    .flatMap(({ requests }) => requests)
    .map(({ kind }) => factOf(kind))
    .find((each) => each?.part === 'application' || (each?.part === 'image' && each.restarts !== null));
  return following !== undefined && following.id !== fact.id;
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
      return fact && !fact.missingIsNormal ? [problem('missing', request, { without: t(fact.without) })] : [];
    }
    case 'refused':
      return [problem('refused', request, { reason: refusalText(request.reason ?? 'other') })];
    case 'failed': {
      const { bytes, total } = request;
      const progress = bytes === undefined || total === undefined ? t('it broke off') : t`${bytes} of ${total} bytes`;
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
  // What makes a phone go on to a firmware has come, however late.
  return fact?.part === 'loader' && factOf(next?.kind)?.part === 'loader' && next!.first - last >= timing.unanswered;
}

function problem(id: CauseId, request: FileRequest, values: Readonly<Record<string, string>> = {}): Problem {
  const { file, asked } = request;
  return { id, ...causeText(id, { file, times: asked > 1 ? t` ${asked} times` : '', ...values }), file };
}

/** The one name that is the same but for letter case; `undefined` as well when the very name is there by now. */
function similarName(name: string, files: readonly string[]): string | undefined {
  const path = name.replace(/^(?:\.?\/)+/, '');
  const [found, ...others] = files.filter((file) => file.toLowerCase() === path.toLowerCase());
  return others.length === 0 && found !== path ? found : undefined;
}
