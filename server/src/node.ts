/**
 * The language server as a process of Node: the entry for editors on a computer. The client's hello is answered before
 * the formats and their facts are loaded; what follows it waits for them.
 */

import { setImmediate } from 'node:timers/promises';
import type { InitializeParams } from 'vscode-languageserver/node';
import { connect } from './connect.ts';
import { answerHello } from './hello.ts';
import { speak } from './language.ts';
import { speakAs } from './languageFile.ts';

/** Fulfilled when everything can be answered. */
let ready: Promise<void> | undefined;

const connection = connect({
  messageStrategy: {
    // Each waits for the one promise, so that their order stays.
    handleMessage(message, next) {
      if (ready) void ready.then(() => next(message));
      else next(message);
    },
  },
});

answerHello(connection, (params) => {
  ready = load(params);
});

async function load(params: InitializeParams): Promise<void> {
  // The library writes the answer in the turn after this one. What is loaded keeps everything else waiting.
  await setImmediate();
  await setImmediate();
  const [{ serve }, { nodeDisk }, { giveBackWhenQuiet, holdLow, notQuiet }] = await Promise.all([
    import('./server.ts'),
    import('./disk.ts'),
    import('./memory.ts'),
    inLanguageOf(params),
  ]);
  holdLow();
  const platform = {
    disk: nodeDisk,
    // They lie beside the bundle, so that they can be read without a network.
    pages: new URL('../docs/diagnostics', import.meta.url).href,
    giveWay: () => setImmediate(),
    giveBackWhenQuiet,
    notQuiet,
  };
  serve(connection, platform, params);
}

/** The client may hand over the texts itself; else they are those of its locale. */
async function inLanguageOf({ locale, initializationOptions }: InitializeParams): Promise<void> {
  const texts: unknown = initializationOptions?.texts;
  if (texts === undefined) await speakAs(locale);
  else speak(texts);
}
