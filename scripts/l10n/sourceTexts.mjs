/** The texts in the code that are looked up with `t`, as `t('…')` and as t`…`. */

import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { Parser } from 'acorn';

/**
 * A text with the places where it stands, such as `client/src/trust.ts:8`, and what is put in for `{0}`, `{1}` and so on,
 * as the code writes it.
 * @typedef {{ readonly places: string[], readonly values: readonly string[] }} Use
 */

const sources = ['server/src/**/*.ts', 'client/src/**/*.ts', 'client/webview/**/*.ts'];

/**
 * @param {string} root the folder of the project
 * @returns {Map<string, Use>}
 */
export function sourceTexts(root) {
  const found = new Map();
  for (const name of globSync(sources, { cwd: root }).sort()) {
    const text = readFileSync(path.join(root, name), 'utf8');
    if (!text.includes("from '@vscode/l10n'")) continue;
    for (const { key, values, line } of textsIn(text)) {
      const use = found.get(key) ?? { places: [], values };
      use.places.push(`${name.replaceAll('\\', '/')}:${line}`);
      found.set(key, use);
    }
  }
  return found;
}

/** The texts of one file. */
export function textsIn(typescript) {
  const { code, nodes } = parsed(typescript);
  return nodes.flatMap((node) => {
    const text = textOf(node, code);
    return text ? [{ ...text, line: node.loc.start.line }] : [];
  });
}

/** A file as JavaScript, and all that is in its syntax tree. Types are replaced by blanks, so that lines stay. */
export function parsed(typescript) {
  const code = stripTypeScriptTypes(typescript);
  const tree = Parser.parse(code, { ecmaVersion: 'latest', sourceType: 'module', locations: true });
  return { code, nodes: [...nodesIn(tree)] };
}

function textOf(node, code) {
  if (node.type === 'TaggedTemplateExpression' && node.tag.name === 't') {
    const { quasis, expressions } = node.quasi;
    const key = quasis.map(({ value }, index) => (index === 0 ? '' : `{${index - 1}}`) + value.cooked).join('');
    return { key, values: expressions.map(({ start, end }) => code.slice(start, end).replace(/\s+/g, ' ')) };
  }
  if (node.type !== 'CallExpression' || node.callee.name !== 't') return undefined;
  const [first] = node.arguments;
  return first?.type === 'Literal' && typeof first.value === 'string' ? { key: first.value, values: [] } : undefined;
}

function* nodesIn(part) {
  if (Array.isArray(part)) for (const each of part) yield* nodesIn(each);
  else if (typeof part?.type === 'string') {
    yield part;
    for (const below of Object.values(part)) yield* nodesIn(below);
  }
}
