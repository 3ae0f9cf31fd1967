/** The connection to the client, over what the command line names. */

import { format } from 'node:util';
import {
  type ConnectionOptions,
  createConnection,
  type Message,
  ProposedFeatures,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

/** Connects to the client. On standard output each message is written at once; see `PromptWriter`. */
export function connect(options: ConnectionOptions) {
  if (!process.argv.includes('--stdio')) return createConnection(ProposedFeatures.all, options);
  // The library takes a writer beside a stream as well, which its types do not say.
  const writer = new PromptWriter(process.stdout) as unknown as NodeJS.WritableStream;
  const connection = createConnection(ProposedFeatures.all, process.stdin, writer, options);
  // Nothing else may be written among the messages.
  for (const kind of ['log', 'debug', 'info', 'warn', 'error'] as const)
    console[kind] = (...parts: unknown[]) => connection.console[kind](format(...parts));
  return connection;
}

/**
 * Writes each message whole and at once. The library waits for its next turn, and writes head and body by themselves,
 * so that the client is woken twice for each answer.
 */
export class PromptWriter extends StreamMessageWriter {
  readonly #stream: NodeJS.WritableStream;

  constructor(stream: NodeJS.WritableStream) {
    super(stream);
    this.#stream = stream;
  }

  override write(message: Message): Promise<void> {
    const body = JSON.stringify(message);
    return new Promise((resolve, reject) => {
      this.#stream.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }
}
