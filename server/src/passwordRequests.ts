/** Where the passwords of a document are, for an editor that covers them. What they are is not answered. */

import { type Connection, RequestType } from 'vscode-languageserver';
import type { CnfDocument } from './formats/cnf/document.ts';
import { passwordRanges } from './formats/cnf/passwords.ts';
import { type PasswordsParams, type PasswordsResult, passwordsRequest } from './protocol.ts';
import type { Session } from './session.ts';

export function passwordRequests(connection: Connection, session: Session): void {
  connection.onRequest(new RequestType<PasswordsParams, PasswordsResult, void>(passwordsRequest), ({ uri }, token) =>
    session.about<PasswordsResult>('Passwords', uri, [], token, ({ parsed }) =>
      parsed.format === 'cnf' ? passwordRanges(parsed as CnfDocument) : [],
    ),
  );
}
