/** The language server as a worker of a browser: the entry for VS Code for the Web. */

import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { answerHello } from './hello.ts';
import { speak } from './language.ts';
import type { Platform } from './platform.ts';
import { serve } from './server.ts';

/** The worker itself, as the library takes it. */
const self = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];

/** A message to oneself comes after what waits already, and at once; a timer of a browser waits for milliseconds. */
const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.addEventListener('message', () => waiting.shift()?.());
port1.start();

const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(self),
  new BrowserMessageWriter(self),
);
const platform: Platform = {
  disk: undefined,
  pages: undefined,
  giveWay: () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(undefined);
    }),
  // The browser sees to its memory.
  giveBackWhenQuiet() {},
  notQuiet() {},
};

answerHello(connection, (params) => {
  speak(params.initializationOptions?.texts);
  serve(connection, platform, params);
});
