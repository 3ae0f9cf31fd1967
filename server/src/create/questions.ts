/** What is asked before a TFTP folder is made, and whether an answer will do. */

import { t } from '@vscode/l10n';
import facts from '../../../schemas/new-folder.json' with { type: 'json' };
import { shown } from '../facts/shown.ts';
import { findParameter } from '../formats/cnf/parameters.ts';
import type { NewFolderQuestion } from '../protocol.ts';
import { defaultsName } from '../tftproot/root.ts';
import { inWords, troublesOfShared } from './entries.ts';
import { type Country, countries, countryOf, dialPlanTrouble } from './newDialPlan.ts';
import { offsetsOf } from './zoneOffsets.ts';

/** Texts by the id of the question. A question without one gets its default; an empty one leaves the thing out. */
export type Answers = Readonly<Record<string, string>>;

/** What the files are made of: every question has its answer. */
export interface Settled {
  readonly answers: Answers;
  readonly country: Country;
  readonly zone: string;
  readonly extensions: readonly string[];
  readonly emergency: readonly string[];
  readonly outsideLine: string;
}

/** An answer that will not do. */
export interface AnswerProblem {
  /** The id of the question. */
  readonly question: string;
  readonly message: string;
}

type Kind = 'country' | 'zone' | 'digit' | 'extensions' | 'numbers';

interface Question {
  readonly id: string;
  readonly parameter: string | null;
  readonly kind: Kind | null;
  readonly title: string;
  readonly help: string;
  readonly default: string;
  readonly required: boolean;
  readonly onlyWith: string | null;
  readonly leaveOut: readonly string[];
}

const asked = shown('new-folder.json', facts.questions as readonly Question[]);

const byCountry = 'country';

/** The questions in the order in which they are asked. `zone`: the place that is proposed. */
export function questions(zone: string): NewFolderQuestion[] {
  return asked.map((question) => {
    const defaults = Object.fromEntries(
      countries.flatMap(({ code, answers }): [string, string][] => {
        const usual = answers[question.id];
        return usual === undefined ? [] : [[code, usual]];
      }),
    );
    return {
      id: question.id,
      title: question.title,
      help: question.help,
      ...inputOf(question),
      default: question.kind === 'zone' ? zone : question.default,
      defaults: Object.keys(defaults).length === 0 ? null : { by: byCountry, values: defaults },
      onlyWith: question.onlyWith,
      required: question.required,
    };
  });
}

function inputOf({ kind, parameter: name, leaveOut }: Question): Pick<NewFolderQuestion, 'kind' | 'choices'> {
  if (kind === 'country')
    return { kind: 'choice', choices: countries.map(({ code, name }) => ({ value: code, label: t(name) })) };
  if (kind === 'zone') return { kind: 'choice', choices: zones().map((value) => ({ value, label: value })) };
  const parameter = findParameter(name ?? '')?.parameter;
  if (parameter?.secret) return { kind: 'secret', choices: [] };
  if (parameter?.type !== 'enum') return { kind: 'text', choices: [] };
  const offered = parameter.values.filter(({ value }) => !leaveOut.includes(value));
  return { kind: 'choice', choices: offered.map(({ value, meaning }) => ({ value, label: meaning })) };
}

function zones(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
}

/** The answer that counts: the one given, else that of the country, else the default. */
export function answerTo(id: string, answers: Answers, zone: string): string {
  const given = answers[id];
  if (given !== undefined) return given.trim();
  const question = asked.find((candidate) => candidate.id === id);
  if (question?.kind === 'zone') return zone;
  const country = id === byCountry ? undefined : countryOf(answerTo(byCountry, answers, zone));
  return country?.answers[id] ?? question?.default ?? '';
}

/** All answers, or what is wrong with some. `zone`: the place that counts when none is named. */
export function settle(answers: Answers, zone: string): Settled | readonly AnswerProblem[] {
  const known = new Set(asked.map(({ id }) => id));
  const unknown = Object.keys(answers).filter((id) => !known.has(id));
  const problems = [
    ...unknown.map((question) => ({ question, message: t('There is no such question.') })),
    ...asked.flatMap(({ id }) => {
      const message = problemWithAnswer(id, answers, zone);
      return message === undefined ? [] : [{ question: id, message }];
    }),
  ];
  if (problems.length > 0) return problems;
  const whole = settled(answers, zone);
  const trouble = dialPlanTrouble(whole);
  const blamed = asked.find(({ kind }) => kind === 'extensions')?.id ?? '';
  return trouble === undefined ? whole : [{ question: blamed, message: trouble }];
}

function settled(answers: Answers, zone: string): Settled {
  const all = Object.fromEntries(asked.map(({ id }) => [id, answerTo(id, answers, zone)]));
  const ofKind = (kind: Kind) => all[asked.find((question) => question.kind === kind)?.id ?? ''] ?? '';
  return {
    answers: all,
    country: countryOf(ofKind('country')) ?? countries[0]!,
    zone: ofKind('zone'),
    extensions: words(ofKind('extensions')),
    emergency: words(ofKind('numbers')),
    outsideLine: ofKind('digit'),
  };
}

function words(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((word) => word !== ''))];
}

/** What is wrong with the answer to one question beside the other answers; `undefined`: nothing. */
export function problemWithAnswer(id: string, answers: Answers, zone: string): string | undefined {
  const question = asked.find((candidate) => candidate.id === id);
  if (!question) return t('There is no such question.');
  if (question.onlyWith !== null && answerTo(question.onlyWith, answers, zone) === '') return undefined;
  const text = answerTo(id, answers, zone);
  if (text === '') return question.required ? t('This is needed.') : undefined;
  if (question.kind) return checks[question.kind](text, answers, zone);
  if (question.leaveOut.includes(text)) return t('This is not offered for a new folder.');
  const [trouble] = troublesOfShared(defaultsName, { name: question.parameter ?? '', text });
  return trouble && inWords(trouble);
}

const checks: Readonly<Record<Kind, (text: string, answers: Answers, zone: string) => string | undefined>> = {
  country: (text) =>
    countryOf(text) ? undefined : t`The countries are ${countries.map(({ code }) => code).join(', ')}.`,
  zone: (text) =>
    offsetsOf(text)
      ? undefined
      : t('This is no place of the time zone data, such as Europe/Berlin or America/New_York.'),
  digit: (text) => (/^\d$/.test(text) ? undefined : t('This is one digit, or nothing.')),
  numbers: (text) =>
    words(text).every((number) => /^\d{2,8}$/.test(number))
      ? undefined
      : t('These are numbers of two to eight digits with blanks between.'),
  extensions: checkExtensions,
};

function checkExtensions(text: string, answers: Answers, zone: string): string | undefined {
  const { country, outsideLine, extensions, emergency } = settled(answers, zone);
  if (!extensions.every((match) => /^\d[\d.]{0,9}$/.test(match)))
    return t`'${text}' is no list of extensions: a digit, then digits, and a dot for any digit, such as 2... for 2000 to 2999.`;
  const outside = extensions.find((match) => outsideLine !== '' && match.startsWith(outsideLine));
  if (outside !== undefined) return t`'${outside}' begins with ${outsideLine}, the digit for an outside line.`;
  if (extensions.some((match) => emergency.includes(match))) return t('An emergency number cannot be an extension.');
  return dialPlanTrouble({ country, outsideLine, extensions, emergency });
}
