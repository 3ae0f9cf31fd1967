/** Where a fact comes from and how sure it is, in words. */

import sourceData from '../../../schemas/sources.json' with { type: 'json' };
import type { Confidence } from './types.ts';

interface Source {
  readonly id: string;
  readonly title: string;
  readonly url: string | null;
}

const sources: ReadonlyMap<string, Source> = new Map(
  (sourceData as readonly Source[]).map((source) => [source.id, source]),
);

/** The sources as one line of markdown, with links where there are any. */
export function sourceLine(ids: readonly string[]): string {
  return ids
    .flatMap((id) => {
      const source = sources.get(id);
      return source ? [source.url ? `[${source.title}](${source.url})` : source.title] : [];
    })
    .join('; ');
}

const words: Record<Confidence, string> = {
  documented: 'documented by Cisco',
  'stock-file': "from the comments in Cisco's own configuration files",
  protocol: 'given by the protocol standard',
  stack: 'read in the source of the SIP stack these phones descend from (8.x and later)',
  model: "from another vendor's model of these phones, not from Cisco",
  samples: 'seen in files that people use, not documented',
  inferred: 'concluded, not documented',
};

/** How sure a fact is, to be put behind "How sure:". */
export function confidenceText(confidence: Confidence): string {
  return words[confidence];
}
