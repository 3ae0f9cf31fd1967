/** What can be wrong between the folder and what phones were seen to ask for. */

import type { FormatId } from '../../formats/format.ts';
import type { Rule } from '../../formats/rules.ts';
import type { AskedFile } from '../../protocol.ts';
import type { RootRule } from './rootRule.ts';

/** A rule about files that phones asked for in vain. */
export interface AskedRule extends RootRule {
  /** What the phones of the example asked for. */
  readonly asked: readonly AskedFile[];
  /** Rules that say the same at the same place without knowing that a phone has asked. */
  readonly replaces: readonly Rule['code'][];
}

const mac = '000DBC001122';
const phone = `SIP${mac}.cnf`;
const plan = '<DIALTEMPLATE>\n  <TEMPLATE MATCH="*" Timeout="5"/>\n</DIALTEMPLATE>\n';

function askedFor(name: string, kind: string): AskedFile[] {
  return [{ name, kind, phones: [{ mac, address: '192.0.2.21', last: Date.UTC(2024, 10, 28, 12) }] }];
}

const seen =
  'It is reported only where phones are watched as they start: while the extension serves the folder, or reads the log of another TFTP server. It goes away when the file is there.';

/** A file that a value of the folder leads to. */
function missing(
  format: FormatId,
  about: Pick<AskedRule, 'confidence' | 'example' | 'beside' | 'asked' | 'replaces'>,
): AskedRule {
  return {
    code: `${format}/asked-file-missing`,
    title: 'Phones ask for a file that is not there',
    severity: 'warning',
    message:
      "{who} asked for '{name}', last on {when}, and did not get it: this TFTP folder has {has}. {without} {mend}",
    page: `A phone asked for the file because of this value, and the TFTP folder does not have it, or has it in other letters, which most TFTP servers take for another file. ${seen}\n\nFiles that phones ask for as a matter of course, and do without, are not reported.`,
    ...about,
  };
}

/** A file of the folder that phones ask for in other letters. */
function otherLetters(
  format: FormatId,
  about: { wrong: string; right: string; kind: string; text: string; replaces?: AskedRule['replaces'] },
): AskedRule {
  const { wrong, right, kind, text, replaces = [] } = about;
  return {
    code: `${format}/asked-in-other-letters`,
    title: 'Phones ask for this file in other letters',
    severity: 'warning',
    wholeFile: true,
    confidence: 'samples',
    message:
      "{who} asked for '{name}', last on {when}, and did not get it: this file is called {has}, which most TFTP servers take for another file. Copy or rename it.",
    page: `Phones ask for a file letter for letter, and most TFTP servers tell capitals from small letters. ${seen}\n\nOnly phones that were seen to ask are counted. A server that makes no difference between capitals and small letters gives the file out, and then nothing is reported.`,
    example: { file: wrong, bad: text, good: text, goodFile: right },
    beside: {},
    asked: askedFor(right, kind),
    replaces,
  };
}

export const rules = {
  askedByCnf: missing('cnf', {
    confidence: 'documented',
    example: { file: 'SIPDefault.cnf', bad: 'dial_template: office\n', good: 'dial_template: home\n' },
    beside: { 'home.xml': plan },
    asked: askedFor('office.xml', 'dial-plan'),
    replaces: [
      'cnf/dial-plan-missing',
      'cnf/dial-plan-letter-case',
      'cnf/image-missing',
      'cnf/image-incomplete',
      'cnf/image-spelling',
      'cnf/image-loader-missing',
    ],
  }),
  askedByRingList: missing('ringlist', {
    confidence: 'samples',
    example: { file: 'RINGLIST.DAT', bad: 'Old phone\told.pcm\n', good: 'New phone\tnew.pcm\n' },
    beside: { 'new.pcm': 2000 },
    asked: askedFor('old.pcm', 'sound'),
    replaces: ['ringlist/ring-missing', 'ringlist/ring-letter-case'],
  }),
  askedByBootImage: missing('os79xx', {
    confidence: 'documented',
    example: { file: 'OS79XX.TXT', bad: 'P0S3-05-3-00', good: 'P0S3-06-3-00' },
    beside: { 'P0S3-06-3-00.sbn': 600000 },
    asked: askedFor('P0S3-05-3-00.sbn', 'image'),
    replaces: ['os79xx/image-missing'],
  }),
  askedFixedName: {
    code: 'cnf/asked-fixed-name-missing',
    title: 'Phones ask for a file of a fixed name that is not there',
    severity: 'warning',
    wholeFile: true,
    confidence: 'documented',
    message:
      "{who} asked for '{name}', last on {when}, and did not get it: this TFTP folder has {has}. {without} {mend}",
    page: `Some names stand in no file: a phone asks for \`SIP\` + its MAC address + \`.cnf\`, and after a check-sync for \`syncinfo.xml\`. ${seen}\n\nA phone's file that is called otherwise, or lies in another folder, is told of it. Where there is none at all, SIPDefault.cnf is, as information: the phone may be somebody else's. Files that phones ask for as a matter of course, and do without, are not reported.`,
    example: { file: 'SIP00-0D-BC-00-11-22.cnf', bad: '# Desk 1\n', good: '# Desk 1\n', goodFile: phone },
    beside: { 'SIPDefault.cnf': 'sync: 1\n' },
    asked: askedFor(phone, 'phone-file'),
    replaces: ['cnf/file-name', 'cnf/not-asked-for'],
  },
  askedCnfInOtherLetters: otherLetters('cnf', {
    wrong: 'sipdefault.cnf',
    right: 'SIPDefault.cnf',
    kind: 'default-file',
    text: 'sync: 1\n',
    replaces: ['cnf/file-name', 'cnf/not-asked-for'],
  }),
  askedDialPlanInOtherLetters: otherLetters('dialplan', {
    wrong: 'Office.xml',
    right: 'office.xml',
    kind: 'dial-plan',
    text: plan,
  }),
  askedSyncinfoInOtherLetters: otherLetters('syncinfo', {
    wrong: 'SyncInfo.xml',
    right: 'syncinfo.xml',
    kind: 'sync-info',
    text: '<IMAGE VERSION="*" SYNC="2"/>\n',
  }),
  askedOs79xxInOtherLetters: otherLetters('os79xx', {
    wrong: 'os79xx.txt',
    right: 'OS79XX.TXT',
    kind: 'image-name',
    text: 'P003-8-12-00\n',
  }),
  askedRingListInOtherLetters: otherLetters('ringlist', {
    wrong: 'ringlist.dat',
    right: 'RINGLIST.DAT',
    kind: 'ring-list',
    text: 'Old phone\told.pcm\n',
  }),
} satisfies Record<string, AskedRule>;
