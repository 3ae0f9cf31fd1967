/** What can be written at the cursor: numbers that fit the plan, and what the phone should do with them. */

import { t } from '@vscode/l10n';
import { type CompletionItem, CompletionItemKind, type Position, type Range } from 'vscode-languageserver-types';
import { type Meaning, tones, valuesOf } from '../dialplan/facts.ts';
import { examples, inWords } from '../dialplan/inWords.ts';
import { uncertainties } from '../dialplan/matcher/firmware.ts';
import { dial } from '../dialplan/matcher.ts';
import { type DialPlan, liveTemplates } from '../dialplan/plan.ts';
import type { Context } from '../format.ts';
import { onLine } from '../ranges.ts';
import { outcomeMeanings, usualExpectation, written } from './actual.ts';
import { type Clause, type OutcomeKind, userParameters } from './clauses.ts';
import { type DialTests, phoneAt, type WrittenLine } from './parse.ts';
import { planBeside } from './plan.ts';

/** Numbers that are offered for one template. */
const examplesEach = 2;
/** Templates for which numbers are offered: as many as anybody looks through. */
const mostTemplates = 100;

export function complete(tests: DialTests, position: Position, context: Context): CompletionItem[] {
  const line = tests.lines.find((candidate) => candidate.line === position.line);
  const { character } = position;
  const plan = planBeside(context);
  if (isInComment(tests, position)) return [];
  const before = line?.words.filter(({ end }) => end < character) ?? [];
  const typed = line?.words.find(({ start, end }) => start <= character && character <= end);
  const range = onLine(position.line, typed?.start ?? character, typed?.end ?? character);
  if (before.length === 0 || !line) return numbers(tests, plan, range);
  if (line.kind === 'line') return [];
  if (line.kind === 'firmware') return switches(range);
  return behind(tests, line, before.length, plan, range);
}

function isInComment({ comments }: DialTests, { line, character }: Position): boolean {
  return comments.some(({ range }) => range.start.line === line && character > range.start.character);
}

/** Items in the order given, whatever their labels. */
function inOrder(items: readonly CompletionItem[]): CompletionItem[] {
  return items.map((item, index) => ({ ...item, sortText: String(index).padStart(3, '0') }));
}

function keyword(range: Range, label: string, documentation: string, newText = label): CompletionItem {
  return { label, kind: CompletionItemKind.Keyword, documentation, textEdit: { range, newText } };
}

function numbers(tests: DialTests, plan: DialPlan | undefined, range: Range): CompletionItem[] {
  const phone = phoneAt(tests, range.start.line);
  const offered = new Map<string, CompletionItem>();
  for (const template of plan && !plan.discarded ? liveTemplates(plan).slice(0, mostTemplates) : [])
    for (const label of examples(template, examplesEach)) {
      const newText = `${written(label)}  ${usualExpectation(dial(plan!, label, phone).outcome)}`;
      const detail = inWords(template) ?? '';
      if (!offered.has(label))
        offered.set(label, { label, kind: CompletionItemKind.Value, detail, textEdit: { range, newText } });
    }
  return inOrder([
    ...offered.values(),
    keyword(range, 'line', t('The lines below are for this line of the phone.'), 'line 2'),
    keyword(
      range,
      'firmware',
      t('What the lines below follow where sources differ on what the phone does.'),
      'firmware ',
    ),
    keyword(range, 'handset', t('The handset is lifted, and no key is pressed.')),
  ]);
}

function switches(range: Range): CompletionItem[] {
  return inOrder(
    uncertainties.flatMap(({ id, question, choices }) =>
      choices.map(({ value, meaning }) => ({
        label: `${id}=${value}`,
        kind: CompletionItemKind.EnumMember,
        documentation: `${question} ${meaning}`,
        textEdit: { range, newText: `${id}=${value}` },
      })),
    ),
  );
}

function choices(meanings: readonly Meaning[], range: Range): CompletionItem[] {
  return inOrder(
    meanings.map(({ value, meaning }) => ({
      label: value,
      kind: CompletionItemKind.EnumMember,
      documentation: meaning,
      textEdit: { range, newText: value },
    })),
  );
}

function behind(
  tests: DialTests,
  line: WrittenLine,
  count: number,
  plan: DialPlan | undefined,
  range: Range,
): CompletionItem[] {
  const word = (back: number) => line.words[count - back]?.text.toLowerCase() ?? '';
  if (word(1) === 'route') return choices(valuesOf('Route'), range);
  if (word(1) === 'plays') return [...choices(tones, range), ...clauses(tests, line, plan, range)];
  if (word(1) === 'by' || (word(1) === 'template' && word(2) === 'by')) return templates(plan, range, word(1) === 'by');
  if (word(1) === 'after' || count < line.numberWords) return [];
  return clauses(tests, line, plan, range);
}

function templates(plan: DialPlan | undefined, range: Range, byMatch: boolean): CompletionItem[] {
  const all = plan && !plan.discarded ? liveTemplates(plan) : [];
  return inOrder(
    all.map((template, index) => {
      const match = template.match?.text ?? '';
      return {
        label: byMatch ? match : String(index + 1),
        kind: CompletionItemKind.Reference,
        detail: inWords(template) ?? '',
        textEdit: { range, newText: byMatch ? written(match) : String(index + 1) },
      };
    }),
  );
}

function clauses(tests: DialTests, line: WrittenLine, plan: DialPlan | undefined, range: Range): CompletionItem[] {
  const expectation = tests.expectations.find((candidate) => candidate.line === line.line);
  const actual = plan && expectation && usualExpectation(dial(plan, expectation.keys, expectation.phone).outcome);
  const items: Readonly<Record<Clause['kind'], readonly CompletionItem[]>> = {
    outcome: [
      ...(actual === undefined ? [] : [keyword(range, actual, t('What the phone does with this number now.'))]),
      ...outcomes.map((outcome) => keyword(range, outcome, outcomeMeanings[outcome])),
    ],
    time: [
      keyword(range, 'now', t('It dials at once.')),
      keyword(range, 'after', t('It dials so many seconds after the last key.'), 'after 5 s'),
    ],
    template: [
      keyword(range, 'by template', t('By this template, counted from 1 in the order of the file.'), 'by template '),
    ],
    route: [keyword(range, 'route', t('Which server gets the call.'), 'route ')],
    user: userParameters.map((parameter) => keyword(range, parameter, t('What the address called is marked with.'))),
    tone: [keyword(range, 'plays', t('A second dial tone is heard behind the last key.'))],
  };
  const said = new Set<string>(expectation?.clauses.map(({ kind }) => kind));
  return inOrder(Object.entries(items).flatMap(([kind, all]) => (said.has(kind) ? [] : all)));
}

const outcomes: readonly OutcomeKind[] = ['dials', 'waits', 'no match'];
