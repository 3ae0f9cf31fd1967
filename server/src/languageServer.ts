/** `cisco-sip-language-server`: the language server for any editor. */

const usage = `Usage: cisco-sip-language-server --stdio

Language server for the provisioning files of Cisco 7940/7960 SIP phones. It speaks the Language Server Protocol on
standard input and output (--stdio), a pipe (--pipe NAME) or a socket (--socket=PORT).`;

const asked = process.argv.slice(2);
if (asked.includes('--help') || asked.includes('-h')) process.stdout.write(`${usage}\n`);
else if (asked.some((argument) => /^--(?:stdio|node-ipc|pipe|socket)/.test(argument))) await import('./node.ts');
else {
  process.stderr.write(`${usage}\n`);
  process.exitCode = 2;
}
