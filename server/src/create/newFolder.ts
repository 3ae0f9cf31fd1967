/** The files of a new TFTP folder. */

import facts from '../../../schemas/new-folder.json' with { type: 'json' };
import provisioning from '../../../schemas/provisioning-files.json' with { type: 'json' };
import ringFacts from '../../../schemas/ringlist.json' with { type: 'json' };
import syncFacts from '../../../schemas/syncinfo.json' with { type: 'json' };
import type { NewFile } from '../tftproot/places.ts';
import { baseName, defaultsName } from '../tftproot/root.ts';
import { lineOf, type NewEntry } from './entries.ts';
import { dialPlanText } from './newDialPlan.ts';
import { type AnswerProblem, type Answers, type Settled, settle } from './questions.ts';
import { timeLines } from './timeEntries.ts';

/** What is there before and around the new files. */
export interface Surroundings {
  /** Names of the files that are in the folder already. */
  readonly files: readonly string[];
  /** Bytes of a file, where that is known. */
  readonly sizeOf: (name: string) => number | undefined;
  /** The place whose time counts when no other is named, such as `Europe/Berlin`. */
  readonly zone: string;
  /** The year for which summer time has to be right at least. */
  readonly year: number;
}

export interface NewFolder {
  readonly files: readonly NewFile[];
  /** What the user should know of them: a sentence or two each. */
  readonly notes: readonly string[];
}

export interface FolderProblems {
  readonly problems: readonly (AnswerProblem | { readonly question: null; readonly message: string })[];
}

/** A whole folder of files that go together and that the checks find nothing in; or what stands in the way. */
export function newFolder(answers: Answers, around: Surroundings): NewFolder | FolderProblems {
  const settled = settle(answers, around.zone);
  if (!('answers' in settled)) return { problems: settled };
  const { text, notes } = defaultsText(settled, around.year);
  const rings = ringList(around);
  const files: NewFile[] = [
    { name: defaultsName, text },
    { name: facts.files.dialPlan, text: dialPlanText(settled) },
    { name: facts.files.syncinfo, text: syncinfoText(settled) },
    ...(rings === undefined ? [] : [{ name: facts.files.ringList, text: rings }]),
  ];
  const taken = new Map(around.files.map((name) => [name.toLowerCase(), name]));
  const there = files.flatMap(({ name }) => taken.get(name.toLowerCase()) ?? []);
  return there.length > 0
    ? { problems: [{ question: null, message: `The folder has ${there.join(', ')} already.` }] }
    : { files, notes };
}

/** SIPDefault.cnf. */
function defaultsText({ answers, zone }: Settled, year: number): { text: string; notes: readonly string[] } {
  const time = timeLines(zone, year);
  const blocks = facts.sections.map(({ title, entries }) => [
    `# ${title}`,
    ...entries.flatMap((entry) => {
      const question = facts.questions.find(({ id }) => id === entry.question);
      return question?.kind === 'zone' ? (time?.lines ?? []) : entryLines(entry, question, answers);
    }),
  ]);
  const heading = facts.heading.map((line) => `# ${line}`);
  const text = [heading, ...blocks.filter(({ length }) => length > 1)].map((block) => `${block.join('\n')}\n`);
  return { text: text.join('\n'), notes: time?.notes ?? [] };
}

function entryLines(
  { parameter, value, onlyWith, comment }: (typeof facts.sections)[number]['entries'][number],
  question: (typeof facts.questions)[number] | undefined,
  answers: Answers,
): string[] {
  const condition = onlyWith ?? question?.onlyWith ?? null;
  if (condition !== null && !answers[condition]) return [];
  const entry: NewEntry = {
    name: parameter ?? question?.parameter ?? '',
    text: value ?? answers[question?.id ?? ''] ?? '',
    comment: comment ?? undefined,
  };
  return entry.text === '' ? [] : [lineOf(entry)];
}

/** A value for SYNC that the phones do not hold: every check-sync restarts them. */
function syncinfoText({ answers }: Settled): string {
  const held = answers[facts.questions.find(({ parameter }) => parameter === syncFacts.comparedParameter)?.id ?? ''];
  const asked = facts.sync.find((value) => value !== held);
  return `<SYNCINFO>\n  <!-- Other than sync in SIPDefault.cnf: every check-sync restarts the phones. -->\n  <IMAGE VERSION="${syncFacts.wildcard.symbol}" SYNC="${asked}"/>\n</SYNCINFO>\n`;
}

// --- rings ----------------------------------------------------------------------------------------

const sound = new RegExp(`^(?:${provisioning.kinds.find(({ id }) => id === 'sound')?.pattern})$`, 'i');

/** The list of the sounds that lie in the folder; `undefined` without any, or with a list that is there already. */
function ringList({ files, sizeOf }: Surroundings): string | undefined {
  if (files.some((name) => name.toLowerCase() === facts.files.ringList.toLowerCase())) return undefined;
  const { minimumBytes, maximumBytes, multipleOfBytes } = ringFacts.ringFile;
  const rings = files.filter((name) => {
    const size = sizeOf(name);
    if (name.includes('/') || !sound.test(baseName(name)) || size === undefined) return false;
    return size >= minimumBytes && size <= maximumBytes && size % multipleOfBytes === 0;
  });
  if (rings.length === 0) return undefined;
  const titles = new Set<string>();
  const lines = rings.slice(0, ringFacts.limits.entries).map((name) => {
    const title = freeTitle(name, titles);
    titles.add(title);
    return `${title}${ringFacts.line.separator}${name}\n`;
  });
  return lines.join('');
}

/** A name for the menu after the file's name, other than those that are taken. */
function freeTitle(name: string, taken: ReadonlySet<string>): string {
  const words =
    name
      .replace(/\.[^.]*$/, '')
      .replace(/[-_. ]+/g, ' ')
      .trim() || name;
  const { nameCharacters } = ringFacts.limits;
  for (let number = 1; ; number++) {
    const end = number === 1 ? '' : ` ${number}`;
    const title = `${words.slice(0, nameCharacters - end.length).trimEnd()}${end}`;
    if (!taken.has(title)) return title;
  }
}
