/** What phones ask for while they start. The list itself stands in the facts. */

import { t } from '@vscode/l10n';
import facts from '../../../schemas/boot.json' with { type: 'json' };

export type Part = 'loader' | 'image' | 'application' | 'sccp';

/** A file that phones ask for. */
export interface FileFact {
  readonly id: string;
  /** Its place in the order in which phones ask. */
  readonly order: number;
  /** Whether a start may begin with it. */
  readonly begins: boolean;
  /** Who asks for it. */
  readonly part: Part;
  /** What the phone starts when it has got the file, if it starts anew because of it. */
  readonly restarts: Part | null;
  /** Where the phone is: when it asks, and when it has got the file. */
  readonly asked: string;
  readonly got: string;
  /** Whether it is normal that there is no such file; and what the phone does without it, in a sentence. */
  readonly missingIsNormal: boolean;
  readonly without: string;
}

const files = facts.files.map(
  ({ id, pattern, after, begins, part, restarts, asked, got, missing, without }, order) => ({
    pattern: new RegExp(`^(?:${pattern})$`, 'i'),
    after,
    fact: {
      id,
      order,
      begins,
      part: part as Part,
      restarts: restarts as Part | null,
      asked,
      got,
      missingIsNormal: missing === 'normal',
      without,
    } satisfies FileFact,
  }),
);

const byId: ReadonlyMap<string, FileFact> = new Map(files.map(({ fact }) => [fact.id, fact]));

/** Longer than any name that a phone asks for. */
const tooLong = 255;

/** `after`: the kind of the file that the same phone asked for before. `undefined` for a file of no known kind. */
export function fileFact(name: string, after?: string): FileFact | undefined {
  if (name.length > tooLong) return undefined;
  const file = name.slice(name.lastIndexOf('/') + 1);
  return files.find(
    (each) =>
      each.pattern.test(file) && (each.after.length === 0 || (after !== undefined && each.after.includes(after))),
  )?.fact;
}

export function factOf(id: string | undefined): FileFact | undefined {
  return id === undefined ? undefined : byId.get(id);
}

const mac = new RegExp(facts.macPattern, 'i');

/** The MAC address in the name of a file that belongs to one phone: twelve digits, capitals. */
export function macInName(name: string): string | undefined {
  return name.length > tooLong ? undefined : mac.exec(name.slice(name.lastIndexOf('/') + 1))?.[1]?.toUpperCase();
}

/** All in milliseconds or counts. */
export const timing = {
  restart: facts.timing.restartSeconds * 1000,
  silence: facts.timing.silenceSeconds * 1000,
  repeat: facts.timing.repeatSeconds * 1000,
  unansweredRepeats: facts.timing.unansweredRepeats,
  unanswered: facts.timing.unansweredSeconds * 1000,
  rounds: facts.timing.rounds,
  settle: facts.timing.settleSeconds * 1000,
  comesBack: facts.timing.comesBackSeconds * 1000,
};

export type CauseId =
  | 'letter-case'
  | 'missing'
  | 'refused'
  | 'incomplete'
  | 'no-answer'
  | 'over-and-over'
  | 'no-firmware-named'
  | 'nothing-more'
  | 'list-not-followed'
  | 'loader-not-taken'
  | 'image-not-taken';

const causes = new Map(facts.causes.map((cause) => [cause.id, cause]));

/** A cause and what to do about it, with its places filled. */
export function causeText(
  id: CauseId,
  values: Readonly<Record<string, string>>,
): { readonly message: string; readonly remedy: string } {
  const { message = '', remedy = '' } = causes.get(id) ?? {};
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (place, key: string) => values[key] ?? place);
  return { message: fill(t(message)), remedy: fill(t(remedy)) };
}
