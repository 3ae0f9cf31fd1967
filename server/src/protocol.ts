/** Requests of our own between client and server, beside those of the Language Server Protocol. */

/** Asks what kind of file it is, for a document that an editor took for something else. */
export const classifyRequest = 'cisco/classify';
export interface ClassifyParams {
  readonly uri: string;
}
export interface ClassifyResult {
  /** Such as `cisco-sip-dialplan`; `null`: none of ours. */
  readonly languageId: string | null;
}

/** Asks what a status display shows of an open file. */
export const statusRequest = 'cisco/status';
export interface StatusParams {
  readonly uri: string;
}
/** `null` for a document that the server does not know. */
export type StatusResult = {
  /** Such as "Phone file of 00:0D:BC:00:11:22". */
  readonly kind: string;
  readonly model?: string;
  readonly firmware?: string;
} | null;
