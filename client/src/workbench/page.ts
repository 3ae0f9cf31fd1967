/** The frame of the dial plan workbench's page. What is in it, its script makes. */

export interface PageParts {
  /** Addresses of the script and of the style sheet. */
  readonly script: string;
  readonly style: string;
  /** Where the page may have its style sheet from. */
  readonly source: string;
  /** Known to this page's script alone. */
  readonly nonce: string;
}

/** Nothing runs, and nothing is loaded, but the script and the style sheet that are shipped with the extension. */
export function page({ script, style, source, nonce }: PageParts): string {
  const policy = `default-src 'none'; style-src ${source}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>Dial Plan</title>
</head>
<body>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
