/** Below the floor: a server without a library and without a language. It answers, and keeps no documents. */

/** What came and is not a whole message yet. */
let waiting = Buffer.alloc(0);

const answers = {
  initialize: () => ({ capabilities: { textDocumentSync: 2, hoverProvider: true, completionProvider: {} } }),
  'textDocument/completion': () => [],
};

function send(message) {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  process.stdout.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

function answer({ id, method, params }) {
  if (method === 'exit') process.exit(0);
  if (method === 'textDocument/didOpen' || method === 'textDocument/didChange') {
    const { uri, version } = params.textDocument;
    send({ method: 'textDocument/publishDiagnostics', params: { uri, version, diagnostics: [] } });
  } else if (id !== undefined && method !== undefined) send({ id, result: answers[method]?.() ?? null });
}

process.stdin.on('data', (chunk) => {
  waiting = Buffer.concat([waiting, chunk]);
  for (;;) {
    const headEnd = waiting.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const length = Number(/Content-Length: (\d+)/i.exec(waiting.toString('latin1', 0, headEnd))[1]);
    const end = headEnd + 4 + length;
    if (waiting.length < end) return;
    const message = JSON.parse(waiting.toString('utf8', headEnd + 4, end));
    waiting = waiting.subarray(end);
    answer(message);
  }
});
