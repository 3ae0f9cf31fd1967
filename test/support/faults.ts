/**
 * Loaded into a server that runs from its sources (`--import`): whatever has to do with a URI that has FAULTY in it, and
 * the reading of such a text, fails, with a password in the message of the error.
 */

import type { TextDocument } from 'vscode-languageserver-textdocument';
import { Folders } from '../../server/src/folders.ts';
import { cnf } from '../../server/src/formats/cnf/index.ts';
import { dialplan } from '../../server/src/formats/dialplan/index.ts';
import { Session } from '../../server/src/session.ts';

export const mark = 'FAULTY';
export const secret = 'swordfish-77';

/** Fails now for a call that is about something faulty. */
function failing<Args extends unknown[], Result>(act: (...args: Args) => Result, isFaulty: (...args: Args) => boolean) {
  return function (this: unknown, ...args: Args): Result {
    if (isFaulty(...args)) throw new TypeError(`Cannot create property 'x' on string '${secret}'`);
    return act.apply(this, args);
  };
}

const namesIt = (...args: unknown[]) => args.some((arg) => typeof arg === 'string' && arg.includes(mark));

Session.prototype.find = failing(Session.prototype.find, namesIt);
Session.prototype.inFolder = failing(Session.prototype.inFolder, namesIt);
Session.prototype.freshSettings = failing(Session.prototype.freshSettings, namesIt);
Folders.prototype.load = failing(Folders.prototype.load, namesIt);
Folders.prototype.list = failing(Folders.prototype.list, namesIt);
Folders.prototype.discover = failing(Folders.prototype.discover, namesIt);
const isInText = (document: TextDocument) => document.getText().includes(mark);
Object.assign(dialplan, { parse: failing(dialplan.parse, isInText) });
Object.assign(cnf, {
  parse: failing(cnf.parse, isInText),
  update: failing(cnf.update!, (_before, document) => document.getText().includes(mark)),
});
