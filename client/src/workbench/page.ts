/** The frame of the dial plan workbench's page. What is in it, its script makes. */

import { t } from '@vscode/l10n';

export interface PageParts {
  /** Addresses of the script and of the style sheet. */
  readonly script: string;
  readonly style: string;
  /** Where the page may have its style sheet from. */
  readonly source: string;
  /** Known to this page's script alone. */
  readonly nonce: string;
  /** The URI of the dial plan that it is about. */
  readonly plan: string;
  /** The editor's language, such as `de`. */
  readonly language: string;
  /** Texts in that language by their English ones; `undefined` in English. */
  readonly texts: Readonly<Record<string, string>> | undefined;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

/** Nothing runs, and nothing is loaded, but the script and the style sheet that are shipped with the extension. */
export function page({ script, style, source, nonce, plan, language, texts }: PageParts): string {
  const policy = `default-src 'none'; style-src ${source}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${attribute(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>${attribute(t('Dial Plan'))}</title>
</head>
<body data-plan="${attribute(plan)}"${texts ? ` data-texts="${attribute(JSON.stringify(texts))}"` : ''}>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
