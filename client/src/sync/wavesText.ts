/** How a restart in waves goes, as a text that can be searched and copied. Without the editor's interface. */

import { t } from '@vscode/l10n';
import { timeText } from '../phones/resultsTable.ts';
import type { WavePhone, WaveState, Waves } from './waves.ts';

/** How a phone is called: its name for people, and its address. */
export interface Named {
  readonly title: string;
  readonly address: string;
}

/** `34 phones in waves of 10`; `names` are in the order of the phones. */
export function wavesText(started: Date, waves: Waves, names: readonly Named[]): string {
  const width = Math.max(...names.map(({ title }) => title.length), 0);
  const rows = waves.phones.map((phone, index) => ({ phone, ...names[index]! }));
  const { size } = waves.options;
  const lines = sections.flatMap(({ title, states }) => {
    const groups = new Map<string, (typeof rows)[number][]>();
    for (const row of rows.filter(({ phone }) => states.includes(phone.state))) {
      const about = aboutText(row.phone);
      groups.set(about, [...(groups.get(about) ?? []), row]);
    }
    return [...groups].flatMap(([about, group]) => [
      `${title} (${group.length})`,
      ...(about === '' ? [] : [...about.split('\n').map((line) => `  ${line}`), '']),
      ...group.map(({ phone, title: name, address }) => `  ${name.padEnd(width)}  ${address}${waveText(phone)}`),
      '',
    ]);
  });
  return [
    t`Restart of ${countText(names.length)} in waves of ${size}, ${timeText(started)}`,
    wavesSummary(waves),
    '',
    ...lines,
  ].join('\n');
}

/** What needs somebody comes first. */
const sections: readonly { readonly title: string; readonly states: readonly WaveState[] }[] = [
  {
    get title() {
      return t('FAILED');
    },
    states: ['failed'],
  },
  {
    get title() {
      return t('RESTARTING');
    },
    states: ['sending', 'restarting'],
  },
  {
    get title() {
      return t('WAITING');
    },
    states: ['waiting'],
  },
  {
    get title() {
      return t('LEFT OUT');
    },
    states: ['left out'],
  },
  {
    get title() {
      return t('UP');
    },
    states: ['started'],
  },
  {
    get title() {
      return t('TOLD');
    },
    states: ['told'],
  },
];

/** What is said once for all phones that have it in common. */
function aboutText({ state, why, restarts }: WavePhone): string {
  if (state === 'failed') return why ?? '';
  if (state !== 'told') return '';
  return restarts
    ? t('They took the message. Whether they came up again was not seen.')
    : t('They took the message and had no reason to restart.');
}

function waveText({ wave, told, up, heard, isDeciding, state }: WavePhone): string {
  const number = wave === 0 ? '' : t`  wave ${wave}`;
  if (state === 'restarting' && heard !== undefined)
    return `${number}  ${isDeciding ? t('has read syncinfo.xml') : t('asks for files')}`;
  return told === undefined || up === undefined ? number : `${number}  ${Math.round((up - told) / 1000)} s`;
}

/** `12 of 34 phones are up, 1 failed, 10 are restarting, 11 wait.` */
export function wavesSummary({ phones, options, isOver, isCancelled, unseen }: Waves): string {
  const count = (...states: WaveState[]) => phones.filter(({ state }) => states.includes(state)).length;
  const { isWatched } = options;
  const [up, failed] = [count('started'), count('failed')];
  const told = isWatched ? count('told') : phones.filter((phone) => phone.told !== undefined).length;
  const all = countText(phones.length);
  const isUp = isWatched && (up > 0 || told === 0);
  const parts = [isUp ? upText(up, phones.length) : t`${told} of ${all} took the message`];
  if (isUp && told > 0) parts.push(t`${told} took the message`);
  if (failed > 0) parts.push(t`${failed} failed`);
  const more: [number, () => string, (number: number) => string][] = [
    [count('sending'), () => t('1 is being told'), (number) => t`${number} are being told`],
    [isWatched ? count('restarting') : 0, () => t('1 is restarting'), (number) => t`${number} are restarting`],
    [count('waiting'), () => t('1 waits'), (number) => t`${number} wait`],
    [count('left out'), () => t('1 was left out'), (number) => t`${number} were left out`],
  ];
  for (const [number, one, several] of more) if (number > 0) parts.push(number === 1 ? one() : several(number));
  const state = `${parts.join(', ')}.`;
  if (unseen !== undefined) return `${state}${unseenText(unseen, phones)}`;
  return `${state}${isCancelled && !isOver ? t(' No wave follows this one.') : ''}`;
}

function upText(up: number, phones: number): string {
  const all = countText(phones);
  if (up === 1) return t`1 of ${all} is up`;
  return phones === 1 ? t('0 of 1 phone is up') : t`${up} of ${all} are up`;
}

function unseenText(why: string, phones: readonly WavePhone[]): string {
  const told = phones.filter((phone) => phone.told !== undefined).length;
  return t` ${why} No more phones are told. Phones told so far: ${told}.`;
}

function countText(phones: number): string {
  return phones === 1 ? t('1 phone') : t`${phones} phones`;
}
