/** The rows of the Boot Log view as values: the phones, and below each what is wrong and what it asked for. */

import { t } from '@vscode/l10n';
import type { PhoneItem } from '../../../server/src/protocol.ts';
import { factOf } from '../boot/facts.ts';
import type { Judgement, Problem, State } from '../boot/judge.ts';
import type { Boot, FileRequest, PhoneTimeline } from '../boot/types.ts';
import { refusalText } from '../boot/words.ts';
import { macText, titleOf } from '../views/phoneWords.ts';
import { arrivedFile, type FilesThere, type Mend, mendOf } from './mends.ts';
import type { WatchedPhone } from './missingFiles.ts';

export type RowIcon = 'good' | 'busy' | 'bad' | 'odd' | 'none' | 'remark' | 'mend' | 'start';

export interface BootRow {
  /** The same as long as it stands for the same thing. */
  readonly id: string;
  readonly kind: 'phone' | 'problem' | 'remark' | 'mend' | 'start' | 'file';
  readonly icon: RowIcon;
  readonly label: string;
  readonly description: string;
  /** All that is known, a line each. No markdown: names of files come from anybody in the network. */
  readonly tooltip: string;
  readonly children: () => readonly BootRow[];
  readonly isOpen: boolean;
  readonly mend?: Mend;
}

/** What is known of phones from their files, by MAC address. */
export type PhoneNames = ReadonlyMap<string, PhoneItem>;

export interface RowsAbout {
  readonly names: PhoneNames;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether there is a folder in which something could be mended. */
  readonly mends: boolean;
  readonly files?: FilesThere;
}

const byTitle = new Intl.Collator('en', { numeric: true });

/** The phones in the order of their titles, so that none moves while it is looked at. */
export function phoneRows(phones: readonly WatchedPhone[], about: RowsAbout): readonly BootRow[] {
  return phones
    .map((watched) => phoneRow(watched, about, phones.length === 1))
    .sort((a, b) => byTitle.compare(a.label, b.label));
}

const icons: Readonly<Record<State, RowIcon>> = {
  starting: 'busy',
  restarted: 'busy',
  running: 'good',
  sccp: 'odd',
  stopped: 'bad',
};

function phoneRow({ phone, judgements }: WatchedPhone, about: RowsAbout, isOnly: boolean): BootRow {
  const judgement = judgements.at(-1);
  const label = phoneTitle(phone, about.names);
  const { address, lastSeen } = phone;
  const stage = judgement ? stageText(judgement) : '';
  const file = phone.mac === undefined ? undefined : about.names.get(phone.mac);
  const mac = phone.mac === undefined ? undefined : macText(phone.mac);
  const isHampered = judgement?.state === 'running' && judgement.problems.length > 0;
  return row({
    id: phone.id,
    kind: 'phone',
    icon: isHampered ? 'odd' : judgement ? icons[judgement.state] : 'none',
    label,
    description: joined([stage, ...[mac, address].filter((each) => each !== label), whenText(lastSeen, about.now)]),
    tooltip: [
      label,
      mac && t`MAC address ${mac}`,
      address && t`Address ${address}`,
      file?.model && t`Model ${file.model}`,
      stage,
      t`Last heard ${whenText(lastSeen, about.now)}`,
      ...(judgement ? problemsOf(judgement).map(({ message }) => message) : []),
    ],
    isOpen: isOnly,
    children: () => [
      ...(judgement ? problemsOf(judgement).map((problem) => problemRow(phone.id, problem, about)) : []),
      ...startRows({ phone, judgements }, about),
    ],
  });
}

/** A single start stands open; of several each has its row, the last one open. */
function startRows({ phone, judgements }: WatchedPhone, about: RowsAbout): readonly BootRow[] {
  const [only, ...more] = phone.boots;
  if (only && more.length === 0) return fileRows(phone.id, only, judgements[0], about);
  return phone.boots.map((boot, index) => {
    const judgement = judgements[index];
    const label = t`Start at ${whenText(boot.began, about.now)}`;
    const description = judgement ? stageText(judgement) : '';
    return row({
      id: `${phone.id} ${boot.began}`,
      kind: 'start',
      icon: 'start',
      label,
      description,
      tooltip: [label, description],
      isOpen: index === phone.boots.length - 1,
      children: () => fileRows(`${phone.id} ${boot.began}`, boot, judgement, about),
    });
  });
}

function fileRows(
  id: string,
  { requests }: Boot,
  judgement: Judgement | undefined,
  about: RowsAbout,
): readonly BootRow[] {
  return requests.map((asked, index) => {
    const { file, first } = asked;
    // Logs do not tell what differs in letter case only: who judged them does.
    const similar = judgement?.problems.find((problem) => problem.file === file && problem.similar)?.similar;
    const request = asked.outcome === 'missing' && similar !== undefined ? { ...asked, similar } : asked;
    const outcome = outcomeText(request);
    return row({
      id: `${id} ${index}`,
      kind: 'file',
      icon: iconOf(request),
      label: file === '' ? t('nothing') : file,
      description: joined([whenText(first, about.now), outcome]),
      tooltip: [file, outcome, t`Asked for ${whenText(first, about.now)}`],
    });
  });
}

function problemRow(id: string, problem: Problem, { mends, files }: RowsAbout): BootRow {
  const { message } = problem;
  const own = `${id} ${keyOf(problem)}`;
  const mend = mends ? mendOf(problem, files) : undefined;
  const arrived = arrivedFile(problem, files);
  const remedy =
    arrived === undefined ? problem.remedy : t`${arrived} is there now. A phone gets it when it asks for it again.`;
  const remark: BootRow = row({
    id: `${own} remark`,
    kind: 'remark',
    icon: 'remark',
    label: remedy,
    tooltip: [remedy],
  });
  return row({
    id: own,
    kind: 'problem',
    icon: 'bad',
    label: message,
    tooltip: [message, remedy],
    isOpen: true,
    children: () =>
      mend
        ? [
            remark,
            {
              ...row({ id: `${own} mend`, kind: 'mend', icon: 'mend', label: mend.title, tooltip: [mend.title] }),
              mend,
            },
          ]
        : [remark],
  });
}

/** Each problem once, why it stopped first. */
export function problemsOf({ cause, problems }: Judgement): readonly Problem[] {
  const all = cause ? [cause, ...problems] : problems;
  return [...new Map(all.map((problem) => [keyOf(problem), problem])).values()];
}

function keyOf({ id, file = '' }: Problem): string {
  return `${id} ${file}`;
}

/** How a phone is called: by its file, else by what is known of it. */
export function phoneTitle({ mac, address }: PhoneTimeline, names: PhoneNames): string {
  if (mac === undefined) return address ?? t('A phone');
  const known = names.get(mac);
  return known ? titleOf(known) : macText(mac);
}

const stateWords: Readonly<Record<Judgement['state'], string>> = {
  get starting() {
    return t('starting');
  },
  get restarted() {
    return t('restarted');
  },
  get running() {
    return t('running');
  },
  get sccp() {
    return t('sccp');
  },
  get stopped() {
    return t('stopped');
  },
};

export function stageText({ state, words, cause }: Judgement): string {
  return `${stateWords[state]}: ${cause?.message ?? words}`;
}

/** How a request went: `got 1043 bytes in 12 ms, asked 3 times`. */
export function outcomeText(request: FileRequest): string {
  const { asked, retries = 0 } = request;
  const parts = [
    answerText(request),
    asked > 1 ? t`asked ${asked} times` : '',
    retries > 0 ? (retries === 1 ? t('1 packet sent again') : t`${retries} packets sent again`) : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function answerText(request: FileRequest): string {
  const { outcome, asked, kind, bytes, total, last, ended, similar, reason } = request;
  switch (outcome) {
    case 'got':
      if (bytes === undefined) return t('got it');
      return t`got ${bytes} bytes${ended === undefined ? '' : lastingText(ended - last)}`;
    case 'missing':
      if (similar !== undefined) return t`not there, but ${similar} is`;
      return factOf(kind)?.missingIsNormal ? t('not there, which is normal') : t('not there');
    case 'refused':
      return t`refused: ${refusalText(reason ?? 'other')}`;
    case 'failed':
      return bytes === undefined || total === undefined
        ? t('broke off')
        : t`broke off after ${bytes} of ${total} bytes`;
    case 'asked':
      return bytes !== undefined && total
        ? t`${Math.floor((bytes / total) * 100)} % of ${total} bytes`
        : asked > 1
          ? ''
          : t('asked');
  }
}

/** Logs tell whole seconds, so that nothing is said of what seems to take no time. */
function lastingText(milliseconds: number): string {
  if (milliseconds <= 0) return '';
  return milliseconds < 1000 ? t` in ${milliseconds} ms` : t` in ${(milliseconds / 1000).toFixed(1)} s`;
}

function iconOf(request: FileRequest): RowIcon {
  switch (request.outcome) {
    case 'got':
      return 'good';
    case 'asked':
      return request.bytes === undefined ? 'none' : 'busy';
    case 'missing':
      return request.similar === undefined && (factOf(request.kind)?.missingIsNormal ?? true) ? 'none' : 'bad';
    default:
      return 'bad';
  }
}

/** The time of today, or with the day, on the clock of this computer. */
export function whenText(time: number, now: number): string {
  const date = new Date(time);
  const two = (part: number) => String(part).padStart(2, '0');
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  if (new Date(now).toDateString() === date.toDateString()) return clock;
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${clock}`;
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

interface RowParts
  extends Pick<BootRow, 'id' | 'kind' | 'icon' | 'label'>,
    Partial<Pick<BootRow, 'description' | 'isOpen' | 'children'>> {
  readonly tooltip: readonly (string | undefined)[];
}

function row({ label, description = '', tooltip, isOpen = false, children = () => [], ...rest }: RowParts): BootRow {
  return {
    ...rest,
    label: plain(label),
    description: plain(description),
    tooltip: tooltip.flatMap((line) => (line === undefined || line === '' ? [] : [plain(line)])).join('\n'),
    isOpen,
    children,
  };
}

/** Without what would break a line, or turn the direction of writing. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
}
