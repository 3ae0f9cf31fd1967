/** Reads lists as spreadsheets and PBX programs save them. */

export interface CsvRow {
  /** Counted from 1. A row may have several lines, in quotes. */
  readonly number: number;
  readonly cells: readonly string[];
  /** A quote in it is never closed: it has swallowed everything up to the end of the text. */
  readonly isOpen: boolean;
}

const separators = [';', ',', '\t'] as const;

/**
 * The rows of a list, empty ones left out. Cells are separated by whichever of semicolon, comma and tab the first line
 * has most of; a cell in double quotes may have anything in it, a double quote as two. Takes time in proportion to the
 * text, whatever is in it.
 */
export function readCsv(text: string): CsvRow[] {
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  const separator = separatorOf(text.slice(at, lineEnd(text, at)));
  const rows: CsvRow[] = [];
  for (let number = 1; at < text.length; number++) {
    const cells: string[] = [];
    let isOpen = false;
    for (;;) {
      const cell = readCell(text, at, separator);
      cells.push(cell.text.trim());
      isOpen ||= cell.isOpen;
      at = cell.end;
      if (text[at] !== separator) break;
      at++;
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    if (isOpen || cells.some((cell) => cell !== '')) rows.push({ number, cells, isOpen });
  }
  return rows;
}

function separatorOf(line: string): string {
  const counted = separators.map((separator) => ({ separator, count: line.split(separator).length }));
  return counted.reduce((best, each) => (each.count > best.count ? each : best)).separator;
}

/** The cell that begins at `start`. `end`: where the separator, the line end or the end of the text stands. */
function readCell(text: string, start: number, separator: string) {
  const first = skipBlanks(text, start, separator);
  if (text[first] !== '"') {
    const end = cellEnd(text, start, separator);
    return { text: text.slice(start, end), end, isOpen: false };
  }
  let close = text.indexOf('"', first + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  const isOpen = close === -1;
  const inner = text.slice(first + 1, isOpen ? text.length : close).replaceAll('""', '"');
  const end = isOpen ? text.length : cellEnd(text, close + 1, separator);
  return { text: isOpen ? inner : inner + text.slice(close + 1, end), end, isOpen };
}

function skipBlanks(text: string, start: number, separator: string): number {
  let at = start;
  while (text[at] === ' ' || (text[at] === '\t' && separator !== '\t')) at++;
  return at;
}

function cellEnd(text: string, start: number, separator: string): number {
  let at = start;
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

function lineEnd(text: string, start: number): number {
  return cellEnd(text, start, '\n');
}
