/** Changes of several files at once, asked for by name: rename, refactorings, entries that move to SIPDefault.cnf. */

import { t } from '@vscode/l10n';
import { type Connection, RequestType, ResponseError } from 'vscode-languageserver';
import {
  type ChangeAnnotation,
  type CodeAction,
  type Range,
  RenameFile,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-types';
import type { TftpFolder } from './folders.ts';
import { type MoveSharedParams, type MoveSharedResult, moveSharedRequest } from './protocol.ts';
import type { InFolder, Session } from './session.ts';
import type { FolderChange } from './tftproot/places.ts';
import { withLineEnds } from './tftproot/refactor/change.ts';
import { moveShared, summary } from './tftproot/refactor/moveShared.ts';
import { type Refactoring, refactorings } from './tftproot/refactor/refactorings.ts';
import { prepareRename, rename } from './tftproot/refactor/rename.ts';
import { created, editOf } from './workspaceEdits.ts';

/** What a code action carries from its list to its edit. */
interface ActionData {
  readonly uri: string;
  readonly range: Range;
}

/** The protocol's code for a request that makes sense and cannot be fulfilled; its message is shown to the user. */
const requestFailed = -32803;

export function refactoring(connection: Connection, session: Session): void {
  connection.onPrepareRename(({ textDocument: { uri }, position }, token) =>
    session.aboutFolder('Rename', uri, null, token, ({ root, file }) => prepareRename(root, file, position) ?? null),
  );

  connection.onRenameRequest(({ textDocument: { uri }, position, newName }, token) =>
    session.aboutFolder<WorkspaceEdit | null | ResponseError<void>>('Rename', uri, null, token, async (place) => {
      await place.folder.loaded;
      const changed = rename(place.folder.root, place.file, position, newName);
      if ('problem' in changed) return new ResponseError<void>(requestFailed, changed.problem);
      return folderEdit(session, place.folder, changed, { label: t('Rename'), needsConfirmation: false });
    }),
  );

  connection.onCodeActionResolve((action, token) => {
    const data = action.data as ActionData | null | undefined;
    // Some clients ask about every action that they have; a quick fix has its edit already.
    if (typeof data?.uri !== 'string') return action;
    const { uri, range } = data;
    return session.aboutFolder<CodeAction>('Refactoring', uri, action, token, async (place) => {
      await place.folder.loaded;
      const wanted = listed(place, range).find(({ title }) => title === action.title);
      return wanted ? { ...action, ...(await edited(session, place, wanted)) } : action;
    });
  });

  connection.onRequest(
    new RequestType<MoveSharedParams, MoveSharedResult, void>(moveSharedRequest),
    ({ uris }, token) =>
      session.guard<MoveSharedResult>(
        'Moving entries',
        uris[0] ?? '',
        { edit: null, message: t('The entries could not be moved.') },
        async () => {
          const places = uris.flatMap((uri) => session.inFolder(uri) ?? []);
          const [first] = places;
          if (!first || places.some(({ folder }) => folder !== first.folder))
            return { edit: null, message: t('Choose phones of one TFTP folder.') };
          await first.folder.loaded;
          const names = places.map(({ file }) => file.name);
          const moved = moveShared(first.folder.root, names);
          if ('problem' in moved) return { edit: null, message: moved.problem };
          const message = summary(moved);
          return {
            edit: await folderEdit(session, first.folder, moved, { label: message, needsConfirmation: true }),
            message,
          };
        },
        token,
      ),
  );
}

/** The refactorings that a place of a document offers, as code actions of the kinds that are asked for. */
export async function refactoringActions(
  session: Session,
  uri: string,
  range: Range,
  only: readonly string[] | undefined,
): Promise<CodeAction[]> {
  const place = session.inFolder(uri);
  if (!place || (only && !only.some((kind) => kind === 'refactor' || kind.startsWith('refactor.')))) return [];
  const { resolvesEdits, showsDisabled } = session.abilities;
  const actions: CodeAction[] = [];
  for (const one of listed(place, range)) {
    const { title, kind, disabled } = one;
    if (only && !only.some((asked) => kind === asked || kind.startsWith(`${asked}.`))) continue;
    if (disabled !== undefined) {
      if (showsDisabled) actions.push({ title, kind, disabled: { reason: disabled } });
    } else if (resolvesEdits) actions.push({ title, kind, data: { uri, range } satisfies ActionData });
    else actions.push({ title, kind, ...(await edited(session, place, one)) });
  }
  return actions;
}

function listed({ root, file }: InFolder, range: Range): Refactoring[] {
  return refactorings(root, file, range);
}

async function edited(
  session: Session,
  { folder }: InFolder,
  refactoring: Refactoring,
): Promise<{ edit?: WorkspaceEdit }> {
  if (refactoring.disabled !== undefined) return {};
  const change = refactoring.edit();
  return { edit: await folderEdit(session, folder, change, { label: refactoring.title, needsConfirmation: false }) };
}

/** The change as the protocol has it. Edits go before renames, as they use the old names. */
export async function folderEdit(
  session: Session,
  folder: TftpFolder,
  change: FolderChange,
  annotation: ChangeAnnotation,
): Promise<WorkspaceEdit> {
  const uriOf = (name: string) => session.folders.uriOf(folder, name);
  const texts = new Map<string, string | undefined>();
  for (const name of change.edits.keys()) texts.set(name, session.documents.get(uriOf(name))?.source.getText());
  const stored = [...texts].flatMap(([name, text]) => (text === undefined ? [name] : []));
  for await (const { name, text } of folder.disk.texts(folder.uri, stored)) texts.set(name, text);
  const { edits, renames, creates } = withLineEnds(change, (name) => texts.get(name));
  const { documentChanges, annotates } = session.abilities;
  if (!documentChanges)
    return { changes: Object.fromEntries([...edits].map(([name, list]) => [uriOf(name), [...list]])) };
  const id = 'change';
  const annotated = (list: readonly TextEdit[]) =>
    annotates ? list.map((edit) => ({ ...edit, annotationId: id })) : [...list];
  return {
    ...(annotates && { changeAnnotations: { [id]: annotation } }),
    documentChanges: [
      ...creates.flatMap(({ name, text }) => created(uriOf(name), text)),
      ...[...edits].map(([name, list]) => editOf(uriOf(name), annotated(list))),
      ...renames.map(({ from, to }) => RenameFile.create(uriOf(from), uriOf(to))),
    ],
  };
}
