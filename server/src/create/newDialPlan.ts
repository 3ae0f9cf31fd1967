/** The dial plan of a new folder: emergency numbers, extensions, and how numbers outside are dialled in a country. */

import facts from '../../../schemas/dial-plans.json' with { type: 'json' };
import emergencyFacts from '../../../schemas/emergency-numbers.json' with { type: 'json' };
import folderFacts from '../../../schemas/new-folder.json' with { type: 'json' };
import { dial } from '../formats/dialplan/matcher.ts';
import type { DialPlan } from '../formats/dialplan/plan.ts';
import { tftpRoot } from '../tftproot/root.ts';

export interface DialPlanWishes {
  readonly country: Country;
  /** The digit that goes before numbers outside; empty: none. */
  readonly outsideLine: string;
  /** As in MATCH. */
  readonly extensions: readonly string[];
  readonly emergency: readonly string[];
}

export interface Country {
  readonly code: string;
  readonly name: string;
  /** Other codes for the same. */
  readonly also: readonly string[];
  /** What is usual there, by the id of a question about a new folder. */
  readonly answers: Readonly<Record<string, string>>;
  readonly numbers: readonly Numbers[];
}

/** Numbers that are dialled in one way. */
interface Numbers {
  readonly match: string;
  readonly timeoutSeconds: number;
  readonly about: string;
}

const emergencyQuestion = folderFacts.questions.find(({ kind }) => kind === 'numbers')?.id ?? '';

export const countries: readonly Country[] = facts.countries.map((country) => {
  const known = emergencyFacts.find(({ code }) => code === country.code)?.numbers;
  const numbers = known && { [emergencyQuestion]: known.map(({ number }) => number).join(' ') };
  return { ...country, answers: { ...country.answers, ...numbers } };
});

/** The country of a code in any letter case. */
export function countryOf(code: string): Country | undefined {
  const wanted = code.toUpperCase();
  return countries.find(({ code: own, also }) => own.toUpperCase() === wanted || also.includes(wanted));
}

/** The text of the plan. */
export function dialPlanText({ country, outsideLine, extensions, emergency }: DialPlanWishes): string {
  const { starCodes, rest } = facts;
  const extensionTimeout =
    outsideLine === '' ? facts.extensions.timeoutSeconds : facts.extensions.timeoutSecondsWithOutsideLine;
  const outside = [...country.numbers, ...(outsideLine === '' ? [] : [rest])]
    .filter(({ match }) => !isDialledBefore(`${outsideLine}${/^\d*/.exec(match)?.[0]}`, emergency))
    .map((numbers) => ({ ...numbers, ...withOutsideLine(outsideLine, numbers.match) }));
  const blocks = [
    [
      comment(
        `Emergency: at once${outsideLine === '' ? '' : `, with and without ${outsideLine} for an outside line`}.`,
      ),
      ...emergency.flatMap((number) => [
        template(number, 0),
        ...(outsideLine === '' || isDialledBefore(`${outsideLine}${number}`, emergency)
          ? []
          : [template(`${outsideLine},${number}`, 0, number)]),
      ]),
    ],
    [comment(facts.extensions.about), ...extensions.map((match) => template(match, extensionTimeout))],
    [comment(starCodes.about), template(starCodes.match, starCodes.timeoutSeconds)],
    ...outside.map(({ match, rewrite, timeoutSeconds, about }) => [
      comment(outsideLine === '' ? about : `${outsideLine}, then: ${about}`),
      template(match, timeoutSeconds, rewrite),
    ]),
    shorterNumbers(outsideLine, country.numbers, emergency),
    [comment(rest.about), template(rest.match, rest.timeoutSeconds)],
  ];
  const body = blocks.filter(({ length }) => length > 1).map((block) => block.map((line) => `  ${line}\n`).join(''));
  return `<DIALTEMPLATE>\n${body.join('\n')}</DIALTEMPLATE>\n`;
}

/**
 * The rules for numbers that end before a rule of fixed length is complete. As long as that may still fit, the phone does
 * not look at a star, and the number would go out with the digit for an outside line in front of it.
 */
function shorterNumbers(outsideLine: string, numbers: readonly Numbers[], emergency: readonly string[]): string[] {
  if (outsideLine === '') return [];
  const { about, timeoutSeconds } = facts.shorter;
  const templates = numbers.flatMap(({ match }) => {
    const [, prefix = '', dots = ''] = /^(\d*)(\.+)$/.exec(match) ?? [];
    if (isDialledBefore(`${outsideLine}${prefix}`, emergency)) return [];
    const lengths = Array.from({ length: dots.length }, (_, length) => length);
    // No number outside has one digit.
    return lengths.map((length) => `${prefix}${'.'.repeat(length)}`).filter((shorter) => shorter.length > 1);
  });
  const behind = [...new Set(templates)].map((match) => withOutsideLine(outsideLine, match));
  return [
    comment(`${outsideLine}, then: ${about}`),
    ...behind.map(({ match, rewrite }) => template(match, timeoutSeconds, rewrite)),
  ];
}

/** Whether the keys begin with an emergency number, so that a rule for all of them is never reached: 9, 9, 9 is 999. */
function isDialledBefore(keys: string, emergency: readonly string[]): boolean {
  return emergency.some((number) => keys.startsWith(number));
}

/** The pattern behind the digit for an outside line and a tone, and what goes out: the number without that digit. */
function withOutsideLine(digit: string, match: string): { match: string; rewrite?: string } {
  if (digit === '') return { match };
  return { match: `${digit},${match}`, rewrite: match.replace(/\.+|\*/, '%1') };
}

function comment(text: string): string {
  return `<!-- ${text} -->`;
}

function template(match: string, timeout: number, rewrite?: string): string {
  const rewritten = rewrite === undefined ? '' : ` Rewrite="${rewrite}"`;
  return `<TEMPLATE MATCH="${match}" Timeout="${timeout}"${rewritten}/>`;
}

/** What is wrong with the plan; `undefined`: nothing. */
export function dialPlanTrouble(wishes: DialPlanWishes): string | undefined {
  const { dialPlan: name } = folderFacts.files;
  const root = tftpRoot([name], () => dialPlanText(wishes));
  const file = root.file(name);
  if (!file) return undefined;
  const lost = wishes.emergency.find((number) => {
    const { input, verdict, sends } = dial(file.document as DialPlan, number).outcome;
    return input !== number || verdict.kind !== 'dial-now' || sends?.text !== number;
  });
  if (lost !== undefined) return `With this dial plan the phone would not dial ${lost} as it should.`;
  return file.alone[0]?.message;
}
