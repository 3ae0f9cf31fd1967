/** Where a fact comes from and how sure it is, in words. */

import { t } from '@vscode/l10n';
import sourceData from '../../../schemas/sources.json' with { type: 'json' };
import { escapeMarkdown } from '../markdown.ts';
import type { Confidence } from './types.ts';

interface Source {
  readonly id: string;
  readonly title: string;
  readonly url: string | null;
}

const sources: ReadonlyMap<string, Source> = new Map(
  (sourceData as readonly Source[]).map((source) => [source.id, source]),
);

const words: Record<Confidence, string> = {
  get documented() {
    return t('documented by Cisco');
  },
  get 'stock-file'() {
    return t("from the comments in Cisco's own configuration files");
  },
  get protocol() {
    return t('given by the protocol standard');
  },
  get stack() {
    return t('read in the source of the SIP stack these phones descend from (8.x and later)');
  },
  get model() {
    return t("from another vendor's model of these phones, not from Cisco");
  },
  get samples() {
    return t('seen in files that people use, not documented');
  },
  get inferred() {
    return t('concluded, not documented');
  },
  get definition() {
    return t('a rule of this kind of file, which no phone reads');
  },
};

/** How sure a fact is, to be put behind "How sure:". */
export function confidenceText(confidence: Confidence): string {
  return words[confidence];
}

/** The titles of sources, by their ids. */
export function sourceTitles(ids: readonly string[]): string[] {
  return ids.flatMap((id) => sources.get(id)?.title ?? []);
}

/**
 * How sure a fact is and where it comes from, as markdown for the end of a hover. `limits`: how sure the limits of a
 * value are, where that differs.
 */
export function origin(confidence: Confidence, ids: readonly string[], limits = confidence): string {
  const sure = limits === confidence ? words[confidence] : t`${words[confidence]}; its limits: ${words[limits]}`;
  const titles = ids.flatMap((id) => {
    const source = sources.get(id);
    return source ? [source.url ? `[${source.title}](${source.url})` : escapeMarkdown(source.title)] : [];
  });
  return t`*How sure: ${sure}.*\n\nSources: ${titles.join('; ')}`;
}
