/** What is asked of one new phone, and the phone that the answers make. Without the editor's interface. */

import { t } from '@vscode/l10n';
import facts from '../../../schemas/new-phone.json' with { type: 'json' };
import type { NewLine, NewPhone } from '../../../server/src/protocol.ts';
import { type Answers, answerTo, type Question } from './interview.ts';

const plain = { kind: 'text', choices: [], default: '', defaults: null, onlyWith: null, required: false } as const;

const first: readonly Question[] = [
  {
    ...plain,
    id: 'mac',
    get title() {
      return t('MAC address');
    },
    get help() {
      return t(
        'As it stands on the label of the phone, in any spelling: 000DBC001122, 00:0D:BC:00:11:22, 000d.bc00.1122.',
      );
    },
    required: true,
  },
  {
    ...plain,
    id: 'model',
    get title() {
      return t('Model');
    },
    get help() {
      return t('It decides how many lines there can be.');
    },
    kind: 'choice',
    choices: facts.models.map(({ name, lines }) => ({ value: name, label: t`${name}: ${lines} lines` })),
    required: true,
  },
  {
    ...plain,
    id: 'label',
    get title() {
      return t('Label');
    },
    get help() {
      return t('A few letters at the top of the display, such as a name or a room; empty for none.');
    },
  },
];

/** The fields of a line that are asked for; the others follow from these. */
type Field = 'user' | 'displayName' | 'password';

const idOf = (field: Field, line: number) => `${field}${line}`;

/** The questions for as many lines as the model has: a line without a user ends them. */
export function phoneQuestions(answers: Answers): readonly Question[] {
  const lines = linesOf(answers.model);
  return [...first, ...Array.from({ length: lines }, (_, index) => lineQuestions(index + 1)).flat()];
}

function linesOf(model: string | undefined): number {
  return facts.models.find(({ name }) => name === model)?.lines ?? 1;
}

function lineQuestions(line: number): readonly Question[] {
  const user = idOf('user', line);
  const isFirst = line === 1;
  const withUser = isFirst ? null : user;
  return [
    {
      ...plain,
      id: user,
      title: t`Line ${line}: user`,
      help: isFirst
        ? t('The number or user name that it registers at the SIP server.')
        : t('The number or user name that it registers at the SIP server; empty when there are no more lines.'),
      onlyWith: isFirst ? null : idOf('user', line - 1),
      required: isFirst,
    },
    {
      ...plain,
      id: idOf('displayName', line),
      title: t`Line ${line}: name`,
      help: t('What others see when it calls; empty for none.'),
      onlyWith: withUser,
    },
    {
      ...plain,
      id: idOf('password', line),
      title: t`Line ${line}: password`,
      help: t('What it registers with; empty for none.'),
      kind: 'secret',
      onlyWith: withUser,
    },
  ];
}

/** The phone, as far as there are answers. */
export function phoneOf(answers: Answers): NewPhone {
  const questions = phoneQuestions(answers);
  const text = (id: string) => answerTo(questions, id, answers);
  const lines: NewLine[] = [];
  for (let line = 1; line <= linesOf(answers.model) && text(idOf('user', line)) !== ''; line++)
    lines.push({
      user: text(idOf('user', line)),
      displayName: text(idOf('displayName', line)),
      password: text(idOf('password', line)),
    });
  return { mac: text('mac'), model: text('model'), label: text('label'), lines };
}
