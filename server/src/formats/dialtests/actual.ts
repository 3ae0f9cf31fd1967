/** What the phone does, in the words of an expectation. */

import { t } from '@vscode/l10n';
import type { Step } from '../dialplan/matcher.ts';
import { type DialPlan, liveTemplates } from '../dialplan/plan.ts';
import { type Clause, isKeyword, type OutcomeKind } from './clauses.ts';
import type { Expectation } from './parse.ts';
import { lateKeys, outcomeOf, type Result, secondsOf } from './run.ts';
import { wordsOf } from './words.ts';

/** A value as it has to be written to be read as that value. */
export function written(text: string): string {
  const { words } = wordsOf(text);
  const [word] = words;
  const isPlain = words.length === 1 && word?.text === text && !word.quoted && !isKeyword(word);
  return isPlain ? text : `"${text}"`;
}

function timeOf(step: Step): string[] {
  const seconds = secondsOf(step);
  if (seconds === undefined) return [];
  return [seconds === 0 ? 'now' : `after ${seconds} s`];
}

function outcomeWords(step: Step): string[] {
  const outcome = outcomeOf(step);
  return outcome === 'dials' ? [`dials ${written(step.sends?.text ?? '')}`] : [outcome];
}

/** Outcome and time, which is what most expectations say: `dials 2001 after 1 s`. */
export function usualExpectation(step: Step): string {
  return [...outcomeWords(step), ...(outcomeOf(step) === 'dials' ? timeOf(step) : [])].join(' ');
}

/** Everything there is to say, behind "the phone": `dials 2001 after 1 s by template 3 (MATCH="2..."), user=phone`. */
export function inWords(plan: DialPlan, { expectation, dialling }: Pick<Result, 'expectation' | 'dialling'>): string {
  const step = dialling.outcome;
  const { sends, secondaryTone } = step;
  const late = lateKeys(expectation, dialling);
  return [
    whatHappens(plan, step),
    ...(sends && sends.route !== 'default' ? [t`route ${sends.route}`] : []),
    ...(sends?.parameter === undefined ? [] : [sends.parameter]),
    ...(secondaryTone === undefined ? [] : [t`plays ${secondaryTone}`]),
    ...(late === 0 ? [] : [late === 1 ? t('1 key comes too late') : t`${late} keys come too late`]),
  ].join(', ');
}

function whatHappens(plan: DialPlan, step: Step): string {
  const { winner, sends } = step;
  const time = timeOf(step).join('');
  if (winner !== undefined) {
    const match = liveTemplates(plan)[winner]?.match?.text ?? '';
    return t`${outcomeWords(step).join('')} ${time} by template ${winner + 1} (MATCH="${match}")`;
  }
  if (!sends) return t('waits for a key');
  const asItIs = t`and dials ${sends.text} as it is ${time}`;
  if (outcomeOf(step) === 'waits') return t`waits for more keys, ${asItIs}`;
  return plan.discarded ? t`discards the plan, ${asItIs}` : t`finds no template that fits, ${asItIs}`;
}

function clauseOf(plan: DialPlan, step: Step, kind: Clause['kind'], like?: Clause): string[] {
  switch (kind) {
    case 'outcome':
      return outcomeWords(step);
    case 'time':
      return timeOf(step);
    case 'template': {
      if (step.winner === undefined) return [];
      const isByMatch = like?.kind === 'template' && typeof like.template === 'string';
      const match = liveTemplates(plan)[step.winner]?.match?.text ?? '';
      return [isByMatch ? `by ${written(match)}` : `by template ${step.winner + 1}`];
    }
    case 'route':
      return step.sends ? [`route ${step.sends.route}`] : [];
    case 'user':
      return step.sends?.parameter === undefined ? [] : [step.sends.parameter];
    case 'tone':
      return step.secondaryTone === undefined ? [] : [`plays ${step.secondaryTone}`];
  }
}

/** The clauses that the phone would meet: about what the written ones are about, as far as there is something to say. */
export function metClauses(plan: DialPlan, { expectation, dialling, unmet }: Result): string {
  const step = dialling.outcome;
  const clauses = expectation.clauses.flatMap((clause) =>
    unmet.includes(clause) ? clauseOf(plan, step, clause.kind, clause) : [textOf(expectation, clause)],
  );
  // Nothing to say any more of what was asked: then the outcome is what is left to say.
  return clauses.length === 0 ? outcomeWords(step).join(' ') : clauses.join(' ');
}

function textOf({ text, range: { start } }: Expectation, { range }: Clause): string {
  return text.slice(range.start.character - start.character, range.end.character - start.character);
}

/** What each outcome means, for people. */
export const outcomeMeanings: Readonly<Record<OutcomeKind, string>> = {
  get dials() {
    return t('A template fits the number, and by it the phone dials.');
  },
  get waits() {
    return t('The number is not complete by any template: the phone waits for more keys.');
  },
  get 'no match'() {
    return t('No template fits: the phone dials what was pressed as it is.');
  },
};
