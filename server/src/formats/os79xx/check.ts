/** Finds what is wrong in an OS79XX.TXT. */

import { t } from '@vscode/l10n';
import type { Range } from 'vscode-languageserver-types';
import { imageForm, loaderOf, splitExtension } from '../imagename.ts';
import { hasPlaceholder } from '../placeholders.ts';
import { onLine, remove, replace } from '../ranges.ts';
import { type Finding, type Fix, inOrder, report } from '../rules.ts';
import type { Os79xx } from './parse.ts';
import { rules } from './rules.ts';

export function check(document: Os79xx): Finding[] {
  const { byteOrderMark, image, leading, trailing, carriageReturn, rest, further } = document;
  const findings: Finding[] = [];
  if (byteOrderMark) {
    const range = onLine(0, 0, 1);
    findings.push(report(rules.byteOrderMark, range, {}, { fixes: [without(t('the byte order mark'), range)] }));
  }
  if (!image) return [...findings, report(rules.empty, onLine(0, 0, 0))];
  if (leading) {
    findings.push(report(rules.leadingBlank, leading, {}, { fixes: [without(t('the white space'), leading)] }));
  }
  findings.push(...aboutName(image.text, image.range));
  if (trailing)
    findings.push(report(rules.trailingBlank, trailing, {}, { fixes: [without(t('the blank'), trailing)] }));
  // No fix: an editor gives every edit the line ends that the file has.
  if (carriageReturn) findings.push(report(rules.carriageReturn, image.range));
  if (rest && further) {
    const fix = { title: t('Remove the further lines'), edits: [remove(further)], safe: false };
    findings.push(report(rules.severalLines, rest, {}, { fixes: [fix] }));
  }
  return inOrder(findings);
}

function* aboutName(text: string, range: Range): Generator<Finding> {
  const { name, extension } = splitExtension(text);
  if (extension) {
    const fix = { title: t`Write ${name}`, edits: [replace(range, name)], safe: true };
    yield report(rules.extension, range, { extension, name }, { fixes: [fix] });
  }
  if (hasPlaceholder(name)) return;
  const loader = loaderOf(name);
  if (loader !== undefined) {
    const fix = { title: t`Write ${loader}`, edits: [replace(range, loader)], safe: false };
    yield report(rules.sipImageForLoader, range, { name, loader }, { fixes: [fix] });
  }
  if (imageForm(name)) return;
  const upper = name.toUpperCase();
  if (imageForm(upper)) {
    const fix = { title: t`Write ${upper}`, edits: [replace(range, upper)], safe: false };
    yield report(rules.lowerCase, range, { name, upper }, { fixes: [fix] });
  } else {
    // A file that is no text at all would fill the message.
    yield report(rules.imageName, range, { name: name.length > 40 ? `${name.slice(0, 40)}…` : name });
  }
}

function without(what: string, range: Range): Fix {
  return { title: t`Remove ${what}`, edits: [remove(range)], safe: true };
}
