/** Hours of editing, one deed after the other without a pause, and what the server has in use meanwhile. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { random } from '../support/random.ts';
import { count, deeds } from './day.ts';
import { Editor } from './editor.ts';
import { fleetOf, writeFleet } from './fleet.ts';
import { Person } from './person.ts';
import type { InUse } from './probe.ts';

export interface Plan {
  readonly hours: number;
  readonly seed: number;
  readonly phones: number;
  /** How often memory is measured. */
  readonly samples: number;
  /** How long the server rests before that, for its own giving back: milliseconds. */
  readonly rest: number;
  readonly say: (line: string) => void;
}

export interface Sample extends InUse {
  /** Hours of work behind it. */
  readonly hours: number;
}

export interface Outcome {
  readonly samples: readonly Sample[];
  readonly deeds: number;
  readonly keystrokes: number;
  readonly requests: number;
  /** What the server said that it should not have. */
  readonly complaints: string;
}

/** Works so long; fails when the findings in the end are not those of a server that has just started. */
export async function soak({ hours, seed, phones, samples: wanted, rest, say }: Plan): Promise<Outcome> {
  const path = mkdtempSync(join(tmpdir(), 'cisco-sip-soak-'));
  const uri = (name: string) => pathToFileURL(join(path, name)).href;
  const files = fleetOf(phones);
  writeFleet(path, files);
  const next = random(seed);
  const editor = await Editor.start(uri(''));
  const person = new Person({ editor, path, uri, files, next });
  const total = count(hours);
  const samples: Sample[] = [];
  let done = 0;
  try {
    await person.begin();
    for (const deed of deeds(hours, next)) {
      await person.do(deed);
      done++;
      if (done < Math.round((total * (samples.length + 1)) / wanted)) continue;
      await delay(rest);
      const sample = { ...(await editor.inUse()), hours: (hours * done) / total };
      samples.push(sample);
      say(line(sample));
    }
    await person.do('checkout');
    await person.end();
    await assertFresh(editor, uri);
    await editor.stop();
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
  const { keystrokes, requests } = person;
  return { samples, deeds: done, keystrokes, requests, complaints: editor.complaints };
}

/** How long findings may take to settle: milliseconds. */
const patience = 20_000;

/** What was told of each file is what a server tells that has just started. */
async function assertFresh(editor: Editor, uri: (name: string) => string): Promise<void> {
  const fresh = await Editor.start(uri(''));
  fresh.settings = editor.settings;
  await fresh.ask('cisco/phones', { folders: [uri('')] });
  const until = Date.now() + patience;
  // Both may still be at work on files that nobody has open.
  while (JSON.stringify(toldBy(editor)) !== JSON.stringify(toldBy(fresh)) && Date.now() < until) await delay(20);
  assert.deepEqual(toldBy(editor), toldBy(fresh));
  await fresh.stop();
}

function toldBy({ told }: Editor): unknown[] {
  return [...told.values()]
    .map(({ uri, diagnostics }) => [uri, diagnostics.map(({ code, range }) => [code, range])])
    .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1));
}

const mebibyte = 1024 * 1024;

export function line({ hours, heap, code, external, resident, resources }: Sample): string {
  const mib = (bytes: number) => (bytes / mebibyte).toFixed(1);
  return `| ${hours.toFixed(2)} | ${mib(heap)} | ${mib(code)} | ${mib(external)} | ${mib(resident)} | ${resources} |`;
}

export const head =
  '| hours | heap, MiB | code, MiB | external, MiB | resident, MiB | resources |\n|---|---|---|---|---|---|';
