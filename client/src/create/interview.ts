/** The order of questions, and the answers to them. Without the editor's interface, so that tests can ask as well. */

/** By the id of the question. One without an answer gets what is proposed. */
export type Answers = Readonly<Record<string, string>>;

/** A question as the language server has them; see `NewFolderQuestion` in `protocol.ts`. */
export interface Question {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  readonly kind: 'text' | 'secret' | 'choice';
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly default: string;
  readonly defaults: { readonly by: string; readonly values: Readonly<Record<string, string>> } | null;
  readonly onlyWith: string | null;
  readonly required: boolean;
}

/** Where an interview stands. */
export interface Place {
  readonly question: Question;
  /** What counts without an answer. */
  readonly proposed: string;
  /** The answer given before, else what is proposed. */
  readonly value: string;
  /** Counted from 1, of the questions that are asked as the answers are now. */
  readonly step: number;
  readonly total: number;
  /** Whether the questions behind this one can do with what is proposed. */
  readonly restIsProposed: boolean;
}

/** The question of that id, or the first; `undefined`: there is none. */
export function placeOf(questions: readonly Question[], answers: Answers, id?: string): Place | undefined {
  const asked = askedOf(questions, answers);
  const index = id === undefined ? 0 : asked.findIndex((question) => question.id === id);
  const question = asked[index];
  if (!question) return undefined;
  return {
    question,
    proposed: answerTo(questions, question.id, without(answers, question.id)),
    value: answerTo(questions, question.id, answers),
    step: index + 1,
    total: asked.length,
    restIsProposed: asked
      .slice(index + 1)
      .every(({ id, required }) => !required || answerTo(questions, id, answers) !== ''),
  };
}

/** The id of the question behind or before one; `undefined`: there is none. */
export function neighbour(
  questions: readonly Question[],
  answers: Answers,
  id: string,
  distance: 1 | -1,
): string | undefined {
  const asked = askedOf(questions, answers);
  return asked[asked.findIndex((question) => question.id === id) + distance]?.id;
}

/** The id of the last question that is asked. */
export function lastOf(questions: readonly Question[], answers: Answers): string | undefined {
  return askedOf(questions, answers).at(-1)?.id;
}

/**
 * The answers with one more. What was proposed is not kept, so that it follows the question it depends on: another
 * country has other emergency numbers.
 */
export function withAnswer(questions: readonly Question[], answers: Answers, id: string, text: string): Answers {
  const others = without(answers, id);
  return text === answerTo(questions, id, others) ? others : { ...others, [id]: text };
}

/** The answer that counts. */
export function answerTo(questions: readonly Question[], id: string, answers: Answers): string {
  const given = answers[id];
  if (given !== undefined) return given;
  const question = questions.find((each) => each.id === id);
  const { by, values } = question?.defaults ?? { by: '', values: {} };
  const usual = by === '' ? undefined : values[answerTo(questions, by, answers)];
  return usual ?? question?.default ?? '';
}

function without(answers: Answers, id: string): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([other]) => other !== id));
}

function askedOf(questions: readonly Question[], answers: Answers): readonly Question[] {
  const isAsked = ({ onlyWith }: Question): boolean => {
    if (onlyWith === null) return true;
    const needed = questions.find(({ id }) => id === onlyWith);
    return needed !== undefined && isAsked(needed) && answerTo(questions, onlyWith, answers) !== '';
  };
  return questions.filter(isAsked);
}
