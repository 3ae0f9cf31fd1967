import type { Locator } from 'playwright-core';

/** What the rows of a tree say to a screen reader, from above. */
export async function treeRows(tree: Locator): Promise<string[]> {
  const rows = await tree.locator('.monaco-list-row').evaluateAll((nodes) =>
    nodes.map((node) => {
      const row = node as unknown as { getAttribute(name: string): string | null };
      return { index: Number(row.getAttribute('data-index')), text: row.getAttribute('aria-label') ?? '' };
    }),
  );
  return rows.sort((a, b) => a.index - b.index).map(({ text }) => text);
}
