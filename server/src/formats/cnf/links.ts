import type { DocumentLink } from 'vscode-languageserver-types';
import { hasPlaceholder } from '../placeholders.ts';
import { onLine } from '../ranges.ts';
import type { CnfDocument } from './document.ts';
import { findParameter } from './parameters.ts';

/** The web addresses of services, directory and logo. */
export function links(document: CnfDocument): DocumentLink[] {
  const found: DocumentLink[] = [];
  for (const [line, entry] of document.lines.entries()) {
    if (entry.kind !== 'entry') continue;
    const { value, name } = entry;
    if (!/^https?:\/\//i.test(value.text) || !URL.canParse(value.text) || hasPlaceholder(value.text)) continue;
    if (findParameter(name.text)?.parameter.type !== 'url') continue;
    found.push({ range: onLine(line, value.start, value.end), target: value.text });
  }
  return found;
}
