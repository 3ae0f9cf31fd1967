/** What can be written at the cursor. */

import { t } from '@vscode/l10n';
import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  MarkupKind,
  type Position,
  type Range,
} from 'vscode-languageserver-types';
import type { Client, Context } from '../format.ts';
import { compare, touches } from '../ranges.ts';
import {
  type AttributeFacts,
  alphabet,
  attributeFacts,
  attributes,
  limits,
  type Meaning,
  rewriteSymbols,
  type SymbolFacts,
  valuesOf,
} from './facts.ts';
import { offsetAt, positionAt } from './places.ts';
import type { Attribute, DialPlan, Template } from './plan.ts';
import { timeoutInWords } from './words.ts';

/** More than anybody has typed of an element when completion is asked for. */
const longestTyped = 20;

/** Timeouts that people use: complete numbers, short waits, and a wait long enough to dial by hand. */
const usualTimeouts = [0, 1, 3, 5];

export function complete(plan: DialPlan, position: Position, _context: Context, client: Client): CompletionItem[] {
  const template = plan.templates.find((candidate) => isInside(plan, candidate, position));
  if (template) return inTemplate(plan, template, position, client);
  const inComment = plan.comments.some(
    ({ range }) => compare(range.start, position) < 0 && compare(position, range.end) < 0,
  );
  return inComment ? [] : elements(plan, position, client);
}

/** Whether attributes can be written there. A tag that is not closed yet goes on behind its last word. */
function isInside(plan: DialPlan, { nameRange, range }: Template, position: Position): boolean {
  if (compare(position, nameRange.end) <= 0) return false;
  const end = offsetAt(plan.text, plan.lines, range.end);
  const at = offsetAt(plan.text, plan.lines, position);
  if (plan.text[end - 1] === '>') return at < end - (plan.text[end - 2] === '/' ? 1 : 0);
  return at <= end || plan.text.slice(end, at).trim() === '';
}

function choices(facts: AttributeFacts): readonly Meaning[] {
  if (facts.name !== 'Timeout') return valuesOf(facts.name);
  return usualTimeouts.map((seconds) => ({
    value: String(seconds),
    meaning: t`The phone ${timeoutInWords(seconds)}.`,
  }));
}

function inTemplate(plan: DialPlan, template: Template, position: Position, client: Client): CompletionItem[] {
  for (const attribute of template.attributes) {
    const { value, known } = attribute;
    if (value && value.quotes !== 'none' && touches(value.range, position)) {
      if (known === 'MATCH' || known === 'Rewrite') return symbols(known, template, position);
      return known ? values(known, value.range, '', value.quotes === 'unclosed' ? '"' : '') : [];
    }
    const justBegun = !value && compare(attribute.range.end, position) === 0 && before(plan, position) === '=';
    if (justBegun || (value?.quotes === 'none' && touches(value.range, position))) {
      return known ? values(known, value?.range ?? { start: position, end: position }, '"', '"') : [];
    }
  }
  return names(template, position, client);
}

function before(plan: DialPlan, position: Position): string | undefined {
  return plan.text[offsetAt(plan.text, plan.lines, position) - 1];
}

function values(name: AttributeFacts['name'], range: Range, open: string, close: string): CompletionItem[] {
  return choices(attributeFacts(name)).map(({ value, meaning }, index) => ({
    label: value,
    kind: CompletionItemKind.EnumMember,
    documentation: meaning,
    sortText: String(index).padStart(2, '0'),
    filterText: `${open}${value}`,
    textEdit: { range, newText: `${open}${value}${close}` },
  }));
}

/** What can be put at the cursor into a pattern, or into what is sent for it. */
function symbols(name: 'MATCH' | 'Rewrite', template: Template, position: Position): CompletionItem[] {
  const groups = template.match?.groups.length ?? 0;
  const isGroup = ({ symbol }: SymbolFacts) => /^%[1-9]$/.test(symbol);
  const fits = (facts: SymbolFacts) => !isGroup(facts) || Number(facts.symbol.slice(1)) <= groups;
  return (name === 'MATCH' ? alphabet : rewriteSymbols.filter(fits)).map(({ symbol, meaning, example }, index) => ({
    label: symbol,
    kind: CompletionItemKind.Operator,
    detail: meaning,
    documentation: { kind: MarkupKind.Markdown, value: example },
    sortText: String(index).padStart(2, '0'),
    textEdit: { range: { start: position, end: position }, newText: symbol },
  }));
}

/** Characters that mean something in the choices of a snippet. */
function escapeChoice(text: string): string {
  return text.replace(/[\\,|$}]/g, '\\$&');
}

function withValue(facts: AttributeFacts, snippets: boolean): string {
  if (!snippets) return `${facts.name}=""`;
  const words = choices(facts).map(({ value }) => escapeChoice(value));
  return `${facts.name}="${words.length > 0 ? `\${1|${words.join(',')}|}` : '$1'}"`;
}

function names(template: Template, position: Position, client: Client): CompletionItem[] {
  const typed = template.attributes.find(({ nameRange }) => touches(nameRange, position));
  const isFree = ({ name }: AttributeFacts) => {
    const used = template.attributes.filter((attribute: Attribute) => attribute !== typed && attribute.known === name);
    return used.length < (name === 'Tone' ? limits.tones : 1);
  };
  return attributes.filter(isFree).map((facts, index) => {
    const range = typed?.nameRange ?? { start: position, end: position };
    const newText = typed?.value ? facts.name : withValue(facts, client.snippets);
    return {
      label: facts.name,
      kind: CompletionItemKind.Property,
      detail: facts.summary,
      documentation: facts.description,
      sortText: String(index).padStart(2, '0'),
      insertTextFormat: client.snippets && !typed?.value ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      textEdit: { range, newText },
    };
  });
}

function elements(plan: DialPlan, position: Position, client: Client): CompletionItem[] {
  const at = offsetAt(plan.text, plan.lines, position);
  const typed = /<?\/?[A-Za-z]*$/.exec(plan.text.slice(Math.max(0, at - longestTyped), at))?.[0] ?? '';
  const range = { start: positionAt(plan.lines, at - typed.length), end: position };
  const roots = plan.tags.filter(({ isRoot }) => isRoot);
  const item = (label: string, documentation: string, snippet: string, plain: string): CompletionItem => ({
    label,
    kind: CompletionItemKind.Snippet,
    documentation,
    filterText: typed.startsWith('<') ? `<${label.replace(/^</, '')}` : label,
    insertTextFormat: client.snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range, newText: client.snippets ? snippet : plain },
  });
  const rule = item(
    'TEMPLATE',
    t('A rule: which numbers it is for and how long the phone waits.'),
    `<TEMPLATE MATCH="\${1:*}" Timeout="\${2|${usualTimeouts.join(',')}|}"/>`,
    '<TEMPLATE MATCH="*" Timeout="5"/>',
  );
  const wholePlan = item(
    'DIALTEMPLATE',
    t('The dial plan around all rules.'),
    '<DIALTEMPLATE>\n\t$0\n\t<TEMPLATE MATCH="*" Timeout="5"/>\n</DIALTEMPLATE>',
    '<DIALTEMPLATE>\n  <TEMPLATE MATCH="*" Timeout="5"/>\n</DIALTEMPLATE>',
  );
  const end = item('/DIALTEMPLATE', t('Closes the dial plan.'), '</DIALTEMPLATE>', '</DIALTEMPLATE>');
  return [rule, ...(roots.length === 0 ? [wholePlan] : []), ...(plan.openAtEnd ? [end] : [])];
}
