export interface Use {
  readonly places: readonly string[];
  readonly values: readonly string[];
}

export interface SourceText {
  readonly key: string;
  readonly values: readonly string[];
  readonly line: number;
}

/** A node of the syntax tree, as ESTree names its parts. */
export interface SyntaxNode {
  readonly type: string;
  readonly [part: string]: unknown;
}

export function sourceTexts(root: string): Map<string, Use>;
export function textsIn(typescript: string): SourceText[];
export function parsed(typescript: string): { readonly code: string; readonly nodes: readonly SyntaxNode[] };
