/** The requests of the dial plan workbench: see the end of `protocol.ts`. */

import { t } from '@vscode/l10n';
import { type CancellationToken, type Connection, RequestType } from 'vscode-languageserver';
import { fileNameOf } from './documents.ts';
import { parameterOf } from './formats/cnf/settings.ts';
import { digitTree } from './formats/dialplan/digitTree.ts';
import { whyDiscarded } from './formats/dialplan/discarded.ts';
import { examples, inWords } from './formats/dialplan/inWords.ts';
import { type Firmware, uncertainties } from './formats/dialplan/matcher/firmware.ts';
import type { Sends } from './formats/dialplan/matcher/sends.ts';
import { dial, type Step, start } from './formats/dialplan/matcher.ts';
import { type DialPlan, liveTemplates, type Template } from './formats/dialplan/plan.ts';
import { reasonOf } from './formats/dialplan/reason.ts';
import { planNameOf, testsNameOf } from './formats/dialtests/claims.ts';
import type { DialTests } from './formats/dialtests/parse.ts';
import { type Result, run } from './formats/dialtests/run.ts';
import { convert } from './import/convert.ts';
import {
  type ConvertDialPlanParams,
  type ConvertDialPlanResult,
  convertDialPlanRequest,
  type DialParams,
  type DialPlanParams,
  type DialPlanResult,
  type DialResult,
  type DialStep,
  type DialTemplate,
  type DialTest,
  type DialTestsParams,
  type DialTestsResult,
  dialPlanRequest,
  dialRequest,
  dialTestsRequest,
  type FirmwareChoices,
} from './protocol.ts';
import type { Session } from './session.ts';
import { callServer } from './tftproot/callServer.ts';
import { messageOf } from './tftproot/dialTests.ts';
import { idsOfType } from './tftproot/phone.ts';

/** Numbers that are shown for one template. */
const examplesEach = 3;

/** Longer keys are cut: the phone holds no more than a few hundred. */
const mostKeys = 1000;

/** Answers the requests of the workbench, for open documents as they are and for files on the disk. */
export function dialRequests(connection: Connection, session: Session): void {
  /** What `handler` says of one file, whose folder is read before. */
  const about = <T>(what: string, uri: string, token: CancellationToken, handler: () => T | null) =>
    session.guard<T | null>(
      what,
      uri,
      null,
      async () => {
        await session.folders.load(uri);
        return handler();
      },
      token,
    );

  connection.onRequest(new RequestType<DialPlanParams, DialPlanResult, void>(dialPlanRequest), ({ uri, line }, token) =>
    about('Reading a dial plan', uri, token, () => {
      session.phonesWereAsked = true;
      const plan = planAt(session, uri);
      return plan ? describe(plan, fileNameOf(uri), line) : null;
    }),
  );
  connection.onRequest(new RequestType<DialParams, DialResult, void>(dialRequest), (params, token) =>
    about('Dialling', params.uri, token, () => {
      const plan = planAt(session, params.uri);
      const root = session.folders.placeOf(params.uri)?.folder.root;
      const server = (route: string) => root && callServer(root, params.line, route);
      return plan ? press(plan, params, server) : null;
    }),
  );
  connection.onRequest(new RequestType<DialTestsParams, DialTestsResult, void>(dialTestsRequest), ({ uri }, token) =>
    about('Running expectations', uri, token, () => runTests(session, uri)),
  );
  connection.onRequest(
    new RequestType<ConvertDialPlanParams, ConvertDialPlanResult, void>(convertDialPlanRequest),
    ({ text }) =>
      session.guard<ConvertDialPlanResult>('Converting', '', { plan: '', notes: [] }, () => {
        const { plan, notes } = convert(text);
        return { plan, notes };
      }),
  );
}

/** The parsed file: as an editor has it, else as it lies in its folder. */
function fileAt(session: Session, uri: string) {
  const place = session.folders.placeOf(uri);
  return session.find(uri)?.parsed ?? place?.folder.root.file(place.name)?.document;
}

function planAt(session: Session, uri: string): DialPlan | undefined {
  const document = fileAt(session, uri);
  return document?.format === 'dialplan' ? (document as DialPlan) : undefined;
}

function testsAt(session: Session, uri: string): DialTests | undefined {
  const document = fileAt(session, uri);
  return document?.format === 'dialtests' ? (document as DialTests) : undefined;
}

function describe(plan: DialPlan, fileName: string, line: number): DialPlanResult {
  const discarded = whyDiscarded(plan, fileName)?.message ?? t('The phone discards this plan and dials as with none.');
  return {
    discarded: plan.discarded ? discarded : null,
    templates: liveTemplates(plan).map(describeTemplate),
    questions: uncertainties.map(({ id, question, default: usual, choices }) => ({
      id,
      question,
      default: usual,
      choices: choices.map(({ value, meaning }) => ({ value, meaning })),
    })),
    lines: Math.max(...idsOfType('line-name').map((id) => parameterOf(id).number ?? 1)),
    tree: digitTree(plan, line),
    line,
  };
}

function describeTemplate(template: Template): DialTemplate {
  return {
    match: template.match?.text ?? '',
    words: inWords(template) ?? t('no MATCH: fits no number'),
    examples: examples(template, examplesEach),
    timeoutSeconds: template.timeout,
    line: template.line,
    range: template.range,
  };
}

/** The choices that there are; what is none of them is passed over. */
function chosen(choices: FirmwareChoices): Partial<Firmware> {
  const known = uncertainties.flatMap(({ id, choices: all }) =>
    all.some(({ value }) => value === choices[id]) ? [[id, choices[id]]] : [],
  );
  return Object.fromEntries(known) as Partial<Firmware>;
}

/** `server` gives the address of the server for calls by a route, where it is known. */
function press(
  plan: DialPlan,
  { keys, line, firmware }: DialParams,
  server: (route: string) => string | undefined,
): NonNullable<DialResult> {
  const options = { line, firmware: chosen(firmware) };
  const { steps, used } = dial(plan, keys.slice(0, mostKeys), options);
  const all = [start(plan, options).step, ...steps];
  return { steps: all.map((step) => describeStep(plan, step, server)), used };
}

function describeStep(plan: DialPlan, step: Step, server: (route: string) => string | undefined): DialStep {
  const { input, templates, winner, verdict, secondaryTone, sends } = step;
  return {
    input,
    templates: templates.map(({ standing }) => standing),
    winner: winner ?? null,
    verdict: verdict.kind,
    reason: reasonOf(plan, step),
    timeoutSeconds: verdict.kind === 'dial-now' ? 0 : (verdict.seconds ?? null),
    secondaryTone: secondaryTone ?? null,
    sends: sends?.text ?? null,
    uri: sends ? uriOf(sends, server(sends.route)) : null,
    route: (sends?.route ?? null) as DialStep['route'],
  };
}

/** Stands for an address that no file gives. */
const someServer = 'proxy';

/** The SIP URI that is called. With the route FQDN the rewritten number names the host itself. */
function uriOf({ text, user, parameter, route }: Sends, server: string | undefined): string {
  const named = route === 'FQDN' ? /@([^;>]+)/.exec(text)?.[1] : undefined;
  return `sip:${user}@${named ?? server ?? someServer}${parameter === undefined ? '' : `;${parameter}`}`;
}

function runTests(session: Session, uri: string): DialTestsResult {
  const isTests = testsAt(session, uri) !== undefined;
  const [planUri, testsUri] = isTests
    ? [beside(session, uri, planNameOf), uri]
    : [uri, beside(session, uri, testsNameOf)];
  const plan = planAt(session, planUri);
  const tests = testsAt(session, testsUri);
  if (!plan) return null;
  return {
    planUri,
    testsUri,
    tests: tests ? run(plan, tests).map((result) => describeTest(plan, result)) : [],
  };
}

/** The file beside another, by its name; as it is spelled in the folder, when it lies there. */
function beside(session: Session, uri: string, nameOf: (name: string) => string): string {
  const place = session.folders.placeOf(uri);
  const found = place?.folder.root.file(nameOf(place.name));
  if (place && found) return session.folders.uriOf(place.folder, found.name);
  return nameOf(uri);
}

function describeTest(plan: DialPlan, result: Result): DialTest {
  const { text, range } = result.expectation;
  return { label: text.replace(/\s+/g, ' '), range, passed: result.passed, message: messageOf(plan, result) };
}
