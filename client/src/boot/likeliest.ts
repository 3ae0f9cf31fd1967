/** Which of several phones asks for a file of all phones, where nothing but the order tells. */

import type { TftpEvent } from '../tftp/server/events.ts';
import { type FileFact, fileFact, timing } from './facts.ts';
import { kindBefore, lastFact } from './follow.ts';
import type { PhoneTimeline } from './types.ts';

/** How well a phone fits: the greater, the better, the first difference counts. */
type Fit = readonly number[];

/** The phone for which the file comes next; the one that was heard last where it comes next for none. */
export function likeliest(phones: readonly PhoneTimeline[], event: TftpEvent): PhoneTimeline | undefined {
  let best: { readonly phone: PhoneTimeline; readonly fit: Fit } | undefined;
  for (const phone of phones) {
    const fit = fitOf(phone, event);
    if (!best || isBetter(fit, best.fit)) best = { phone, fit };
  }
  return best?.phone;
}

function fitOf(phone: PhoneTimeline, { file, time }: TftpEvent): Fit {
  const boot = phone.boots.at(-1);
  const last = lastFact(boot);
  const asked = fileFact(file, kindBefore(boot, file));
  if (!mayFollow(asked, last, time - phone.lastSeen)) return [0, 0, 0, 0, phone.lastSeen];
  const order = last?.order ?? -1;
  const isNext = order < (asked?.order ?? Number.POSITIVE_INFINITY);
  // All take about as long to start with a new image, so that the first to have it is the first to go on.
  const heard = isRestarting(last) ? -phone.lastSeen : phone.lastSeen;
  return [1, isNext ? 1 : 0, order, asked && hasLoader(phone, asked, file) ? 0 : 1, heard];
}

/** A loader that a phone fetched before is not what it needs now. */
function hasLoader({ boots }: PhoneTimeline, { part, restarts }: FileFact, file: string): boolean {
  if (part !== 'image' || restarts !== 'loader') return false;
  return boots.slice(0, -1).some(({ requests }) => requests.some((request) => request.file === file));
}

function isRestarting(last: FileFact | undefined): last is FileFact {
  return last?.part === 'image' && last.restarts !== null;
}

function mayFollow(asked: FileFact | undefined, last: FileFact | undefined, pause: number): boolean {
  if (!asked || !last) return true;
  // With a new part of the firmware it has to start first.
  if (isRestarting(last) && asked.order > last.order) {
    return asked.part === last.restarts && pause >= timing.restart;
  }
  return asked.order >= last.order;
}

function isBetter(one: Fit, other: Fit): boolean {
  const index = one.findIndex((value, at) => value !== other[at]);
  return index < 0 || one[index]! > other[index]!;
}
