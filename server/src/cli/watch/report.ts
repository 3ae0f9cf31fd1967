/** What phones do, for a terminal: a line an event, how far each has come, and a summary at the end. */

import { t } from '@vscode/l10n';
import { BootLog } from '../../../../client/src/boot/bootLog.ts';
import { type Judgement, judge, judgeAll, type Problem } from '../../../../client/src/boot/judge.ts';
import type { PhoneTimeline } from '../../../../client/src/boot/types.ts';
import { describeEvent, phoneName } from '../../../../client/src/boot/words.ts';
import type { TftpEvent } from '../../../../client/src/tftp/server/events.ts';
import { printable } from '../../formats/rules.ts';
import { paint } from '../command.ts';

export interface ReportOptions {
  /** One JSON object a line. */
  readonly json: boolean;
  /** Logs may tell of a request and never of its outcome. */
  readonly shows: 'outcomes' | 'requests and outcomes';
  /** The names of the files in the folder, where they are known. */
  readonly files?: readonly string[];
}

/** Phones whose problems were told already are remembered up to this number. */
const mostTold = 20_000;

export class Report {
  readonly #options: ReportOptions;
  readonly #log = new BootLog();
  /** What was told of a phone last, so that it is not told again with each file. */
  readonly #told = new Map<string, string>();
  /** The time of the last event, which is the present of a log. */
  #last = 0;

  constructor(options: ReportOptions) {
    this.#options = options;
  }

  event(event: TftpEvent): void {
    const phone = this.#log.add(event);
    this.#last = Math.max(this.#last, event.time);
    const boot = phone.boots.at(-1);
    const judgement = boot && judge(boot, this.#circumstances(event.time));
    if (this.#options.json) process.stdout.write(`${JSON.stringify(row(event, phone, judgement))}\n`);
    else if (this.#isShown(event)) this.#print(event, phone, judgement);
  }

  /** The summary. */
  end(): void {
    const phones = this.#log.phones;
    if (this.#options.json || phones.length === 0) return;
    // What has been quiet until the end of the log is over.
    const now = this.#last + 24 * 60 * 60 * 1000;
    const lines = phones.map((phone) => summaryLine(phone, judgeAll(phone, now, this.#options.files).at(-1)));
    process.stdout.write(`\n${phones.length === 1 ? t('1 phone') : t`${phones.length} phones`}\n${lines.join('')}`);
  }

  #circumstances(now: number) {
    const { files } = this.#options;
    return { now, ...(files && { files }) };
  }

  #isShown({ type }: TftpEvent): boolean {
    if (type === 'negotiated' || type === 'progress') return false;
    return type !== 'request' || this.#options.shows === 'requests and outcomes';
  }

  #print(event: TftpEvent, phone: PhoneTimeline, judgement: Judgement | undefined): void {
    const isGood = event.type === 'done' || event.type === 'request';
    const text = describeEvent(event);
    const shown = isGood ? printable(text) : paint('yellow', printable(text));
    process.stdout.write(`${clock(event.time)}  ${printable(phoneName(phone))}  ${shown}\n`);
    if (judgement) process.stdout.write(this.#news(phone, judgement, text));
  }

  /** The stage and the latest problem, where they are others than those told last. `told`: what the line above says. */
  #news(phone: PhoneTimeline, { words, problems }: Judgement, told: string): string {
    const problem = problems.at(-1);
    const text = `${indent}${paint('dim', printable(words))}\n${problem ? problemLine(problem, told) : ''}`;
    if (this.#told.get(phone.id) === text) return '';
    if (this.#told.size >= mostTold) this.#told.clear();
    this.#told.set(phone.id, text);
    return text;
  }
}

const indent = ' '.repeat(10);

function problemLine({ message, remedy }: Problem, told = ''): string {
  const what = told === message ? '' : `${paint('red', printable(message))}. `;
  return `${indent}${what}${printable(remedy)}\n`;
}

function row(event: TftpEvent, phone: PhoneTimeline, judgement: Judgement | undefined) {
  const { mac } = phone;
  const { state, words, cause, problems } = judgement ?? {};
  const why = cause ?? problems?.at(-1);
  return {
    ...event,
    time: new Date(event.time).toISOString(),
    phone: {
      ...(mac !== undefined && { mac }),
      ...(state && { state, words }),
      ...(why && { cause: { id: why.id, message: why.message, remedy: why.remedy } }),
    },
  };
}

function summaryLine(phone: PhoneTimeline, judgement: Judgement | undefined): string {
  const { state = 'starting', words = '', cause, problems = [] } = judgement ?? {};
  const starts = phone.boots.length === 1 ? '' : t`, ${phone.boots.length} starts`;
  const sign = paint(state === 'running' ? 'green' : state === 'stopped' ? 'red' : 'yellow', state.padEnd(10));
  const told = cause ? [cause] : problems;
  return `${sign}${printable(phoneName(phone))}${starts}: ${printable(words)}\n${told.map((problem) => problemLine(problem)).join('')}`;
}

function clock(time: number): string {
  const date = new Date(time);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}
