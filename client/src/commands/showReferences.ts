import { commands, Uri } from 'vscode';
import type { Location, Position, ReferenceParams } from 'vscode-languageclient';
import type { Desk } from '../client.ts';

/** What a code lens of ours calls: shows the places that it counted. The palette does not offer it. */
export async function showReferences({ server }: Desk, args: readonly unknown[]): Promise<void> {
  const [uri, position] = args as [string, Position];
  const params: ReferenceParams = { textDocument: { uri }, position, context: { includeDeclaration: false } };
  const found = await server.request<Location[] | null>('textDocument/references', params);
  const { converter } = server;
  if (!converter) return;
  const places = await converter.asReferences(found ?? []);
  await commands.executeCommand('editor.action.showReferences', Uri.parse(uri), converter.asPosition(position), places);
}
