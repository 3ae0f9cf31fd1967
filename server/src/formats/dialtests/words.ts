/** The words of a line, with their places. */

export interface Word {
  /** Without quotes, and without the commas behind it. */
  readonly text: string;
  /** Columns, quotes included. */
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
  /** `false` for a quoted word that ends with its line for want of a quote. */
  readonly closed: boolean;
}

export interface Words {
  readonly words: readonly Word[];
  /** Where the comment begins: at a `#` that begins the line or follows a blank. */
  readonly comment: number | undefined;
}

const piece = /\s+|(?<comment>#.*)|"(?<inside>[^"]*)(?<quote>"?)|(?<plain>[^\s"]+)/gsy;

/** Reads one line. Linear in its length. */
export function wordsOf(line: string): Words {
  const words: Word[] = [];
  let afterBlank = true;
  piece.lastIndex = 0;
  for (let found = piece.exec(line); found; found = piece.exec(line)) {
    const { index: start, groups = {}, 0: all } = found;
    const { comment, inside, quote, plain } = groups;
    if (comment !== undefined && afterBlank) return { words, comment: start };
    if (inside !== undefined)
      words.push({ text: inside, start, end: start + all.length, quoted: true, closed: quote === '"' });
    else if (plain !== undefined || comment !== undefined) {
      // A `#` right behind a quoted word is no comment, but the rest of its word.
      const written = plain ?? /^\S*/.exec(all)![0];
      piece.lastIndex = start + written.length;
      const text = withoutCommas(written);
      if (text !== '') words.push({ text, start, end: start + text.length, quoted: false, closed: true });
    }
    afterBlank = inside === undefined && plain === undefined && comment === undefined;
  }
  return { words, comment: undefined };
}

function withoutCommas(text: string): string {
  let end = text.length;
  while (text[end - 1] === ',') end--;
  return text.slice(0, end);
}
