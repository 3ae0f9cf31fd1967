/** One question after the other, with a way back, in the editor's quick input. */

import { t } from '@vscode/l10n';
import {
  type InputBox,
  InputBoxValidationSeverity,
  type QuickInput,
  type QuickInputButton,
  QuickInputButtons,
  type QuickPickItem,
  ThemeIcon,
  window,
} from 'vscode';
import { withoutLinks } from '../notices.ts';
import { type Answers, neighbour, type Place, placeOf, type Question, withAnswer } from './interview.ts';

export interface Interview {
  /** In front of each question. */
  readonly title: string;
  /** Which there are may depend on the answers. */
  questions(answers: Answers): readonly Question[];
  /** Whether an answer will do beside the others. */
  check(question: string, answers: Answers): Promise<Verdict>;
}

export interface Verdict {
  /** Why it will not do. */
  readonly problem?: string | undefined;
  /** What is to be known of it. */
  readonly note?: string | undefined;
  /** In place of the help. */
  readonly prompt?: string | undefined;
}

/** Where to begin: at the first question, or at one, perhaps with what is wrong with its answer. */
export interface Start {
  readonly answers: Answers;
  readonly question?: string | undefined;
  readonly problem?: string | undefined;
}

type Reply = { readonly text: string; readonly rest: boolean } | 'back' | undefined;

const rest: QuickInputButton = {
  iconPath: new ThemeIcon('check-all'),
  get tooltip() {
    return t('Take what is proposed for this and all other questions');
  },
};

/** All answers; `undefined`: the user gave up. */
export async function interview(about: Interview, start: Start): Promise<Answers | undefined> {
  let { answers, problem } = start;
  let id = start.question;
  for (;;) {
    const questions = about.questions(answers);
    const place = placeOf(questions, answers, id);
    if (!place) return answers;
    const now = place.question.id;
    const reply = await ask(about, place, answers, problem);
    problem = undefined;
    if (!reply) return undefined;
    if (reply === 'back') {
      id = neighbour(questions, answers, now, -1);
      continue;
    }
    answers = withAnswer(questions, answers, now, reply.text);
    id = neighbour(about.questions(answers), answers, now, 1);
    if (id === undefined || reply.rest) return answers;
  }
}

function ask(about: Interview, place: Place, answers: Answers, problem: string | undefined): Promise<Reply> {
  const { id, kind } = place.question;
  if (kind === 'choice') return askChoice(about, place, problem);
  const check = async (text: string) => {
    if (text.trim() === '' && place.question.required) return { problem: t('This is needed.') };
    return about.check(id, withAnswer(about.questions(answers), answers, id, text.trim()));
  };
  return askText(about, place, check, problem);
}

/** What all questions look like. */
function frame(input: QuickInput & { buttons: readonly QuickInputButton[] }, about: Interview, place: Place): void {
  input.title = `${about.title}: ${place.question.title}`;
  input.step = place.step;
  input.totalSteps = place.total;
  // A look at another window, for the address of a server, must not end it.
  input.ignoreFocusOut = true;
  const isLast = place.step === place.total;
  input.buttons = [
    ...(place.step > 1 ? [QuickInputButtons.Back] : []),
    ...(place.restIsProposed && !isLast ? [rest] : []),
  ];
}

function askText(
  about: Interview,
  place: Place,
  check: (text: string) => Promise<Verdict>,
  problem: string | undefined,
): Promise<Reply> {
  const { help, kind } = place.question;
  const input = window.createInputBox();
  frame(input, about, place);
  input.prompt = help;
  input.value = place.value;
  input.password = kind === 'secret';
  input.validationMessage = problem && withoutLinks(problem);
  const judge = async () => {
    const text = input.value;
    const verdict = await check(text);
    // Something else has been typed meanwhile, and that has a verdict of its own.
    if (input.value === text) showVerdict(input, help, verdict);
    return verdict.problem === undefined && input.value === text;
  };
  return replyOf(input, (resolve) => {
    const accept = async (isRest: boolean) => {
      input.busy = true;
      const isGood = await judge();
      input.busy = false;
      if (isGood) resolve({ text: input.value.trim(), rest: isRest });
    };
    input.onDidChangeValue(() => void judge());
    input.onDidAccept(() => void accept(false));
    input.onDidTriggerButton((button) => (button === rest ? void accept(true) : resolve('back')));
  });
}

function showVerdict(input: InputBox, help: string, { problem, note, prompt }: Verdict): void {
  // What files say gets into these, and the editor makes links of markdown in them.
  const message = withoutLinks(problem ?? note ?? '');
  input.prompt = withoutLinks(prompt ?? help);
  input.validationMessage =
    problem === undefined && note ? { message, severity: InputBoxValidationSeverity.Warning } : message || undefined;
}

interface Item extends QuickPickItem {
  readonly value: string;
}

function askChoice(about: Interview, place: Place, problem: string | undefined): Promise<Reply> {
  const { help, choices, required } = place.question;
  const picker = window.createQuickPick<Item>();
  frame(picker, about, place);
  picker.placeholder = problem ?? help;
  picker.matchOnDescription = true;
  const items = choices.map(({ value, label }): Item => {
    return label === value ? { value, label } : { value, label, description: value };
  });
  const mayBeLeftOut = !required && place.proposed === '';
  const none: Item = {
    value: '',
    label: t('$(circle-slash) Nothing'),
    description: t('the phones do what they do by default'),
  };
  picker.items = mayBeLeftOut ? [none, ...items] : items;
  picker.activeItems = picker.items.filter(({ value }) => value === place.value);
  return replyOf(picker, (resolve) => {
    const accept = (isRest: boolean) => {
      const [item] = picker.activeItems;
      if (item) resolve({ text: item.value, rest: isRest });
    };
    picker.onDidAccept(() => accept(false));
    picker.onDidTriggerButton((button) => (button === rest ? accept(true) : resolve('back')));
  });
}

/** Shows the input until `listen` has a reply, or the user closes it. */
function replyOf(input: QuickInput, listen: (resolve: (reply: Reply) => void) => void): Promise<Reply> {
  return new Promise<Reply>((resolve) => {
    listen(resolve);
    input.onDidHide(() => resolve(undefined));
    input.show();
  }).finally(() => input.dispose());
}
