/** What the dial plan workbench asks the language server; `undefined` when it does not answer. */

import type { Uri } from 'vscode';
import {
  type DialParams,
  type DialPlanParams,
  type DialPlanResult,
  type DialResult,
  type DialTestsParams,
  type DialTestsResult,
  dialPlanRequest,
  dialRequest,
  dialTestsRequest,
} from '../../../server/src/protocol.ts';
import type { Server } from '../server.ts';
import type { Question } from './messages.ts';

/** `line`: counted from 1, the one whose tree of keys is wanted. */
export function askDialPlan(server: Server, plan: Uri, line = 1): Promise<DialPlanResult | undefined> {
  const params: DialPlanParams = { uri: plan.toString(), line };
  return server.request<DialPlanResult>(dialPlanRequest, params);
}

export function askDial(server: Server, plan: Uri, question: Question): Promise<DialResult | undefined> {
  const params: DialParams = { uri: plan.toString(), ...question };
  return server.request<DialResult>(dialRequest, params);
}

/** `uri`: of the plan or of its file of expectations. */
export function askDialTests(server: Server, uri: Uri): Promise<DialTestsResult | undefined> {
  const params: DialTestsParams = { uri: uri.toString() };
  return server.request<DialTestsResult>(dialTestsRequest, params);
}
