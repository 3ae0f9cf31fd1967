/** What the folder as a whole answers: where things are defined and used, what stands beside lines, and what phones get. */

import { type Connection, RequestType } from 'vscode-languageserver';
import type { CodeLens, DocumentLink, InlayHint, Location, SymbolInformation } from 'vscode-languageserver-types';
import { formatMac } from './formats/cnf/filename.ts';
import { printable } from './formats/rules.ts';
import {
  type EffectiveParams,
  type EffectiveResult,
  effectiveRequest,
  type PhonesParams,
  type PhonesResult,
  phonesRequest,
  showReferencesCommand,
} from './protocol.ts';
import type { InFolder, Session } from './session.ts';
import { effectiveText } from './tftproot/effectiveText.ts';
import { definition } from './tftproot/navigate/definition.ts';
import { inlayHints } from './tftproot/navigate/inlay.ts';
import { type LensKind, lenses, resolveLens } from './tftproot/navigate/lenses.ts';
import { folderLinks } from './tftproot/navigate/links.ts';
import { references } from './tftproot/navigate/references.ts';
import { workspaceSymbols } from './tftproot/navigate/symbols.ts';
import { phoneOf } from './tftproot/phone.ts';
import { labelOf, phoneItems } from './tftproot/phones.ts';
import type { Place } from './tftproot/places.ts';

/** As many as an editor shows of a list that is searched by typing. */
const mostSymbols = 500;

/** What a lens carries from its list to its words. */
interface LensData {
  readonly uri: string;
  readonly kind: LensKind;
  readonly id: string;
}

export function folderLanguage(connection: Connection, session: Session): void {
  const { folders } = session;
  const locations = ({ folder }: InFolder, places: readonly Place[]): Location[] =>
    places.map(({ name, range }) => ({ uri: folders.uriOf(folder, name), range }));

  connection.onDefinition(({ textDocument: { uri }, position }, token) =>
    session.aboutFolder<Location[]>('Definition', uri, [], token, (place) =>
      locations(place, definition(place.root, place.file, position)),
    ),
  );

  connection.onReferences(({ textDocument: { uri }, position, context }, token) =>
    session.aboutFolder<Location[]>('References', uri, [], token, async (place) => {
      await place.folder.loaded;
      return locations(place, references(place.folder.root, place.file, position, context.includeDeclaration));
    }),
  );

  connection.onWorkspaceSymbol(({ query }, token) =>
    session.guard<SymbolInformation[]>(
      'Symbols',
      '',
      [],
      async () => {
        const found = await session.discoverAll();
        return found.flatMap((folder) =>
          workspaceSymbols(folder.root, query, mostSymbols).map(({ name, kind, containerName, place }) => ({
            name,
            kind,
            containerName,
            location: { uri: folders.uriOf(folder, place.name), range: place.range },
          })),
        );
      },
      token,
    ),
  );

  connection.onDocumentLinks(({ textDocument: { uri } }, token) =>
    session.about<DocumentLink[]>('Links', uri, [], token, ({ format, parsed, context }) => {
      const own = format.links(parsed, context);
      const place = session.inFolder(uri);
      if (!place) return own;
      const within = folderLinks(place.root, place.file);
      return [...own, ...within.map(({ range, name }) => ({ range, target: folders.uriOf(place.folder, name) }))];
    }),
  );

  connection.onCodeLens(({ textDocument: { uri } }, token) =>
    session.aboutFolder<CodeLens[]>('Code lenses', uri, [], token, ({ root, file }) => {
      if (!session.settings(uri).codeLens.enabled) return [];
      return lenses(root, file).map(({ range, kind, id }) => ({ range, data: { uri, kind, id } satisfies LensData }));
    }),
  );

  connection.onCodeLensResolve((lens, token) => {
    const data = lens.data as LensData | null | undefined;
    // Some clients ask about every lens that they have, from wherever it came.
    if (typeof data?.uri !== 'string') return lens;
    const { uri, kind, id } = data;
    return session.aboutFolder<CodeLens>('Code lenses', uri, lens, token, ({ root, file }) => {
      const { title } = resolveLens(root, file, id);
      if (!session.abilities.showsReferences) return { ...lens, command: { title, command: '' } };
      const command =
        kind === 'effective'
          ? { title, command: 'cisco.showEffectiveConfiguration', arguments: [uri] }
          : { title, command: showReferencesCommand, arguments: [uri, lens.range.start] };
      return { ...lens, command };
    });
  });

  connection.languages.inlayHint.on(({ textDocument: { uri }, range }, token) =>
    session.aboutFolder<InlayHint[]>('Inlay hints', uri, [], token, ({ root, file }) => {
      const { meanings, effectiveValues } = session.settings(uri).inlayHints;
      return inlayHints(root, file, range, { meanings, effective: effectiveValues });
    }),
  );

  connection.onRequest(new RequestType<PhonesParams, PhonesResult, void>(phonesRequest), (params, token) =>
    session.guard<PhonesResult>(
      'Looking for phones',
      '',
      [],
      async () => {
        const found = await session.discover(params.folders);
        await Promise.all(found.map(({ loaded }) => loaded));
        session.phonesWereAsked = true;
        return found.map((folder) => ({
          uri: folders.uriOf(folder, ''),
          phones: phoneItems(folder.root, {
            uriOf: (name) => folders.uriOf(folder, name),
            counts: (name) => session.publisher.counts(folder, name),
          }),
        }));
      },
      token,
    ),
  );

  connection.onRequest(new RequestType<EffectiveParams, EffectiveResult, void>(effectiveRequest), (params, token) =>
    session.guard<EffectiveResult>(
      'Effective values',
      params.uri,
      null,
      async () => {
        await folders.load(params.uri);
        const place = session.inFolder(params.uri);
        const phone = place && phoneOf(place.root, place.file);
        if (!place || !phone) return null;
        session.phonesWereAsked = true;
        return {
          title: printable([labelOf(phone), formatMac(phone.mac)].filter(Boolean).join(' ')),
          text: effectiveText(place.root, phone, params),
        };
      },
      token,
    ),
  );
}
