/** How a phone's time line grows by an event. */

import type { TftpEvent } from '../tftp/server/events.ts';
import { type FileFact, factOf, fileFact, timing } from './facts.ts';
import type { Boot, FileRequest, PhoneTimeline } from './types.ts';

const mostRequests = 200;
const mostBoots = 50;

/** The time line with an event of that phone. */
export function follow(phone: PhoneTimeline, event: TftpEvent): PhoneTimeline {
  const last = phone.boots.at(-1);
  const lastSeen = Math.max(phone.lastSeen, event.time);
  const address = event.address ?? phone.address;
  const known = { ...phone, lastSeen, ...(address !== undefined && { address }) };
  if (event.type !== 'request' && last) {
    const index = last.requests.findLastIndex(({ file, outcome }) => file === event.file && outcome === 'asked');
    if (index >= 0) {
      const requests = last.requests.with(index, withOutcome(last.requests[index]!, event));
      return { ...known, boots: phone.boots.with(-1, { ...last, last: event.time, requests }) };
    }
  }
  const fact = fileFact(event.file, kindBefore(last, event.file));
  const asked = newRequest(event, fact);
  if (last === undefined || beginsAnew(last, fact, event)) {
    const boot = { began: event.time, last: event.time, round: event.time, rounds: 1, requests: [asked] };
    return { ...known, boots: [...phone.boots, boot].slice(-mostBoots) };
  }
  return { ...known, boots: phone.boots.with(-1, withRequest(last, asked, fact)) };
}

/** The kind of the latest request for another file: a repeat is what it was. */
export function kindBefore(boot: Boot | undefined, file: string): string | undefined {
  return boot?.requests.findLast((request) => request.file !== file && request.kind !== undefined)?.kind;
}

/** The place in the order of what was asked for last. */
export function lastFact(boot: Boot | undefined): FileFact | undefined {
  return factOf(boot?.requests.findLast(({ kind }) => kind !== undefined)?.kind);
}

function beginsAnew(boot: Boot, fact: FileFact | undefined, { time }: TftpEvent): boolean {
  if (!fact) return false;
  // A phone that runs may ask for a file of its application at any time.
  if (time - boot.last > timing.silence && (fact.begins || fact.part === 'loader')) return true;
  return fact.begins && fact.order < (lastFact(boot)?.order ?? -1) && time - boot.round >= timing.restart;
}

function newRequest(event: TftpEvent, fact: FileFact | undefined): FileRequest {
  const { file, time } = event;
  const request = { file, kind: fact?.id, first: time, last: time, asked: 1, hurried: 0, outcome: 'asked' } as const;
  return event.type === 'request' ? request : withOutcome(request, event);
}

function withRequest(boot: Boot, asked: FileRequest, fact: FileFact | undefined): Boot {
  const before = boot.requests.at(-1);
  const goesBack = fact?.begins && fact.order < (lastFact(boot)?.order ?? -1);
  return {
    ...boot,
    last: asked.first,
    ...(fact?.begins && { round: asked.first }),
    rounds: boot.rounds + (goesBack ? 1 : 0),
    requests:
      before?.file === asked.file
        ? [...boot.requests.slice(0, -1), repeated(before, asked)]
        : [...boot.requests, asked].slice(-mostRequests),
  };
}

/** What was asked for again is told by its latest outcome. */
function repeated(before: FileRequest, asked: FileRequest): FileRequest {
  return {
    ...asked,
    kind: before.kind,
    first: before.first,
    asked: before.asked + 1,
    hurried: hurriedThen(before, asked.first),
  };
}

/** A phone that waits long before it asks again has got an answer meanwhile. */
function hurriedThen({ outcome, hurried, last }: FileRequest, time: number): number {
  const pause = time - last;
  if (outcome !== 'asked' || pause > timing.unanswered) return 0;
  return pause <= timing.repeat ? hurried + 1 : hurried;
}

function withOutcome(request: FileRequest, event: Exclude<TftpEvent, { type: 'request' }>): FileRequest {
  switch (event.type) {
    case 'negotiated':
      return event.options.tsize === undefined ? request : { ...request, total: event.options.tsize };
    case 'progress':
      return { ...request, bytes: event.bytes, total: event.total };
    case 'done': {
      const { bytes, retries } = event;
      return {
        ...request,
        outcome: 'got',
        ended: event.time,
        ...(bytes !== undefined && { bytes, total: bytes }),
        ...(retries !== undefined && { retries }),
      };
    }
    case 'failed': {
      const { bytes, total, retries } = event;
      return {
        ...request,
        outcome: 'failed',
        ended: event.time,
        ...(bytes !== undefined && { bytes }),
        ...(total !== undefined && { total }),
        ...(retries !== undefined && { retries }),
      };
    }
    case 'missing':
      return { ...request, outcome: 'missing', ...(event.similar !== undefined && { similar: event.similar }) };
    case 'refused':
      // The phone asks again by itself.
      return event.reason === 'busy' ? request : { ...request, outcome: 'refused', reason: event.reason };
  }
}
