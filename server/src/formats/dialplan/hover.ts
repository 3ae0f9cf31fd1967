/** What is shown for the word under the mouse. */

import { t } from '@vscode/l10n';
import type { Hover, Position, Range } from 'vscode-languageserver-types';
import { origin } from '../../facts/sources.ts';
import { code, escapeMarkdown } from '../../markdown.ts';
import type { Context } from '../format.ts';
import { touches } from '../ranges.ts';
import {
  attributeFacts,
  findValue,
  limits,
  type SymbolFacts,
  tonesConfidence,
  tonesSources,
  valuesOf,
} from './facts.ts';
import { examples, inWords } from './inWords.ts';
import { press, start } from './matcher.ts';
import type { Attribute, DialPlan, Template } from './plan.ts';
import { patternInWords, rewriteInWords, rewriteSymbolOf, symbolOf, timeoutInWords } from './words.ts';

function show(range: Range, ...paragraphs: (string | null | undefined)[]): Hover {
  const value = paragraphs.filter((paragraph) => paragraph).join('\n\n');
  return { contents: { kind: 'markdown', value }, range };
}

/** The meaning of each different symbol, once. */
function legend(symbols: readonly (SymbolFacts | undefined)[]): string {
  const known = [...new Set(symbols)].filter((facts) => facts !== undefined);
  return known.map(({ symbol, meaning }) => `- ${code(symbol)} ${meaning}`).join('\n');
}

export function hover(plan: DialPlan, position: Position, _context: Context): Hover | undefined {
  for (const template of plan.templates) {
    if (!touches(template.range, position)) continue;
    if (touches(template.nameRange, position)) return ofTemplate(plan, template);
    for (const attribute of template.attributes) {
      const { nameRange, value } = attribute;
      if (touches(nameRange, position)) return ofName(attribute);
      if (value && touches(value.outer, position)) return ofValue(plan, template, attribute, value.text, value.outer);
    }
  }
  const tag = plan.tags.find(({ nameRange }) => touches(nameRange, position));
  return tag && ofTag(tag.name, tag.nameRange);
}

function ofTag(name: string, range: Range): Hover | undefined {
  switch (name.toUpperCase()) {
    case 'DIALTEMPLATE':
      return show(
        range,
        t('**DIALTEMPLATE**: the dial plan'),
        t`Tells the phone when a number is complete and what to send for it. All TEMPLATE lines stand inside. The file may have up to ${limits.fileBytes} bytes; one error in it makes the phone drop the whole plan.`,
        origin('stack', ['sipcc']),
      );
    case 'VERSIONSTAMP':
      return show(
        range,
        '**versionStamp**',
        t`The mark of a plan that a CallManager wrote, up to ${limits.versionStampCharacters} characters. Other PBXs do not need it.`,
        origin('stack', ['sipcc']),
      );
    default:
      return undefined;
  }
}

function ofTemplate(plan: DialPlan, template: Template): Hover {
  const { match, rewrite, timeout, nameRange } = template;
  const words = inWords(template);
  return show(
    nameRange,
    t('**TEMPLATE**: one rule of the dial plan'),
    words && `${escapeMarkdown(words)}.`,
    match && t`For ${escapeMarkdown(patternInWords(match))}.`,
    rewrite
      ? t`The phone ${timeoutInWords(timeout)} and sends ${escapeMarkdown(rewriteInWords(rewrite))}.`
      : t`The phone ${timeoutInWords(timeout)}.`,
    exampled(plan, template),
    template.comment && t('**In force**: for the phone the comment around it is over at its first `>`.'),
  );
}

/** Enough numbers to see what varies. */
const mostExamples = 3;

/** Numbers for the rule, and what goes out for the first of them when the rule wins. */
function exampled(plan: DialPlan, template: Template): string | undefined {
  const numbers = examples(template, mostExamples);
  const [first] = numbers;
  if (first === undefined) return undefined;
  const listed = numbers.map(code).join(', ');
  const sent = sentFor(plan, template, first);
  const isChanged = sent !== undefined && sent !== first;
  return isChanged
    ? t`For example ${listed}. For ${code(first)} the phone sends ${code(sent)}.`
    : t`For example ${listed}.`;
}

/** What this rule alone makes of the number. */
function sentFor(plan: DialPlan, template: Template, number: string): string | undefined {
  const alone = { ...plan, discarded: false, templates: [{ ...template, inRoot: true }] };
  let state = start(alone, template.line === 0 ? {} : { line: template.line });
  for (const key of number) state = press(state, key);
  return state.step.sends?.text;
}

function ofName({ known, nameRange }: Attribute): Hover | undefined {
  if (!known) return undefined;
  const facts = attributeFacts(known);
  return show(
    nameRange,
    `**${facts.name}**: ${facts.summary}`,
    facts.description,
    facts.values.map(({ value, meaning }) => `- ${code(value)} ${meaning}`).join('\n'),
    facts.default && t`Without it: ${code(facts.default)}`,
    facts.firmware && t`Firmware: ${facts.firmware}`,
    ...facts.notes,
    origin(facts.confidence, facts.sources),
  );
}

function ofValue(
  plan: DialPlan,
  template: Template,
  { known }: Attribute,
  text: string,
  range: Range,
): Hover | undefined {
  if (!known) return undefined;
  const facts = attributeFacts(known);
  const heading = `**${facts.name}** ${code(text)}`;
  const from = origin(facts.confidence, facts.sources);
  switch (known) {
    case 'MATCH':
      if (!template.match) return undefined;
      return show(
        range,
        heading,
        escapeMarkdown(patternInWords(template.match)),
        exampled(plan, template),
        legend(template.match.parts.map(symbolOf)),
        from,
      );
    case 'Rewrite':
      if (!template.rewrite) return show(range, heading, t('Empty: the phone sends what was dialled.'), from);
      return show(
        range,
        heading,
        t`Sends ${escapeMarkdown(rewriteInWords(template.rewrite))}.`,
        legend(template.rewrite.parts.map(rewriteSymbolOf)),
        from,
      );
    case 'Timeout':
      return show(range, heading, t`The phone ${timeoutInWords(template.timeout)}.`, from);
    case 'Line': {
      const meaning =
        template.line === 0 ? t('The rule holds for all lines.') : t`The rule is for line ${template.line} only.`;
      return show(range, heading, meaning, from);
    }
    case 'Tone': {
      const meaning =
        text === '' ? t`The usual tone, ${facts.default ?? ''}.` : findValue(valuesOf(known), text)?.meaning;
      return meaning === undefined ? undefined : show(range, heading, meaning, origin(tonesConfidence, tonesSources));
    }
    default: {
      const meaning = findValue(valuesOf(known), text)?.meaning;
      return meaning === undefined ? undefined : show(range, heading, meaning, from);
    }
  }
}
