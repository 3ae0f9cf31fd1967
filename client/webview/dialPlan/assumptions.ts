/** What sources differ on: the user may choose what the phone does. */

import { t } from '@vscode/l10n';
import type { FirmwareChoices, FirmwareQuestion } from '../../../server/src/protocol.ts';
import { element, prose } from './dom.ts';

export class Assumptions {
  readonly root: HTMLDetailsElement;
  readonly #questions = element('div');
  readonly #onChoice: (id: string, value: string) => void;
  #inputs: readonly HTMLInputElement[] = [];

  constructor(onChoice: (id: string, value: string) => void) {
    this.#onChoice = onChoice;
    this.root = element('details', {}, element('summary', {}, t('Assumptions about the firmware')), this.#questions);
  }

  ask(questions: readonly FirmwareQuestion[]): void {
    const inputs: HTMLInputElement[] = [];
    const fields = questions.map((question) => {
      const choices = question.choices.map(({ value, meaning }) => {
        const input = element('input', { type: 'radio', name: question.id, value });
        input.addEventListener('change', () => this.#onChoice(question.id, value));
        inputs.push(input);
        const usual = value === question.default ? t(' (most probable)') : '';
        return element('label', {}, input, element('span', {}, ...prose(meaning), usual));
      });
      return element('fieldset', {}, element('legend', {}, ...prose(question.question)), ...choices);
    });
    this.#inputs = inputs;
    this.#questions.replaceChildren(...fields);
    this.root.hidden = questions.length === 0;
  }

  show(chosen: FirmwareChoices, questions: readonly FirmwareQuestion[]): void {
    for (const input of this.#inputs) {
      const usual = questions.find(({ id }) => id === input.name)?.default;
      input.checked = (chosen[input.name] ?? usual) === input.value;
    }
  }
}
