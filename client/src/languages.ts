/** The languages that this extension contributes. The manifest says which files are of which. */

export const languageIds: readonly string[] = [
  'cisco-sip-cnf',
  'cisco-sip-dialplan',
  'cisco-sip-syncinfo',
  'cisco-sip-os79xx',
  'cisco-sip-ringlist',
  'cisco-sip-dialtests',
];
