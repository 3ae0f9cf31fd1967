/**
 * Writes the pages about the diagnostics, docs/diagnostics/, from the rule tables. `--check` writes nothing and fails
 * when a page is missing, left over or out of date.
 */

import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { confidenceText } from '../server/src/facts/sources.ts';
import { formats } from '../server/src/formats/registry.ts';
import { generalRules } from '../server/src/limit.ts';
import { rules as rootRules } from '../server/src/tftproot/rules.ts';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'docs', 'diagnostics');
const severityWords = { error: 'error', warning: 'warning', information: 'information', hint: 'hint' };

/** Control characters as an editor shows them, so that a page is plain text. */
function visible(text) {
  return text
    .replace(/\uFEFF/g, '<BOM>')
    .replace(/\r/g, '␍')
    .replace(
      /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g,
      (char) => `<${char.charCodeAt(0).toString(16).padStart(2, '0')}>`,
    )
    .replace(/[ \t]+$/gm, (blanks) => blanks.replace(/ /g, '·').replace(/\t/g, '→'));
}

function block(name, text) {
  const shown = visible(text);
  const cut = shown.length > 600 ? `${shown.slice(0, 600)}…\n` : shown;
  return `\`${name}\`\n\n\`\`\`text\n${cut.endsWith('\n') || cut === '' ? cut : `${cut}\n`}\`\`\``;
}

function page(rule) {
  const { code, title, severity, confidence, page: text, example, beside = {}, asked = [] } = rule;
  const others = Object.entries(beside).map(([name, content]) =>
    typeof content === 'number' ? `beside \`${name}\`, ${content} bytes` : `beside ${block(name, content)}`,
  );
  return [
    `# ${title}`,
    `\`${code}\` · reported as **${severityWords[severity]}** · how sure: ${confidenceText(confidence)}`,
    text,
    '## Reported',
    block(example.file, example.bad),
    ...others,
    ...asked.map(({ name }) => `after a phone has asked for \`${name}\``),
    '## Not reported',
    block(example.goodFile ?? example.file, example.good),
    '## Change how it is reported',
    `In the settings: \`"cisco.diagnostics.severity": { "${code}": "hint" }\` (or \`error\`, \`warning\`, \`information\`, \`off\`).`,
    ...silencing(rule),
    '',
  ].join('\n\n');
}

function silencing({ code, wholeFile }) {
  const [id] = code.split('/');
  const format = formats.find((each) => each.id === id);
  if (!format?.comments) return ['The file has no comments, so it cannot be silenced in the file itself.'];
  const comment = (where) => `\`${format.comments.write(`cisco-sip-disable-${where} ${code}`)}\``;
  const file = `for the whole file, anywhere in it: ${comment('file')}.`;
  if (wholeFile) return [`As a comment ${file}`];
  return [`As a comment, for one line, in front of it: ${comment('next-line')}; ${file}`];
}

function index(rules) {
  const rows = rules.map(
    ({ code, title, severity, confidence }) => `| [\`${code}\`](${code}.md) | ${title} | ${severity} | ${confidence} |`,
  );
  return [
    '# Diagnostics',
    '',
    'Every finding names one of these codes. The pages say what the phone does, how sure that is, and how to change or silence a finding.',
    '',
    '| code | what | reported as | how sure |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

const rules = [
  ...formats.flatMap((format) => format.rules),
  ...Object.values(rootRules),
  ...Object.values(generalRules),
].sort((a, b) => (a.code < b.code ? -1 : 1));
const wanted = new Map([
  ['README.md', index(rules)],
  ...rules.map((rule) => [`${rule.code}.md`, page(rule).replace(/\n{3,}/g, '\n\n')]),
]);

if (process.argv.includes('--check')) {
  const there = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
  const stale = [];
  for (const name of new Set([...there, ...wanted.keys()])) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    if (text !== wanted.get(name)) stale.push(name);
  }
  if (stale.length > 0) {
    console.error(`Out of date in docs/diagnostics (run "npm run docs"): ${stale.join(', ')}`);
    process.exitCode = 1;
  }
} else {
  await rm(folder, { recursive: true, force: true });
  for (const [name, text] of wanted) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  console.log(`${wanted.size} pages written`);
}
