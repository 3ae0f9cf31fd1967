/** What can be wrong with names and places of files beside each other. */

import type { FormatId } from '../../formats/format.ts';
import { type RootRule, rootRules } from './rootRule.ts';

const phone = 'SIP000DBC001122.cnf';
const text = '# Desk 1\n';

/** Two files that differ in letter case only, one rule for each format. */
function twin(
  code: `${FormatId}/name-twin`,
  example: { wrong: string; right: string; text: string; beside?: Record<string, string> },
): RootRule {
  return {
    code,
    title: 'Two files that differ in letter case only',
    severity: 'information',
    wholeFile: true,
    confidence: 'samples',
    message:
      "Besides '{file}' there is {others}. To most TFTP servers these are different files, and {gets}; a server that makes no difference may send any of them. Keep one.",
    page: 'Names that differ in letter case only are different files to most TFTP servers, and one file to those on Windows. A phone asks for one spelling, so that changes in the other have no effect.',
    example: { file: example.wrong, bad: example.text, good: example.text, goodFile: example.right },
    beside: { ...example.beside, [example.right]: example.text },
  };
}

export const rules = rootRules({
  phoneFileTwice: {
    code: 'cnf/phone-file-twice',
    title: 'Two files for one phone',
    severity: 'information',
    wholeFile: true,
    confidence: 'samples',
    message:
      'The phone {mac} has more than one file: besides this one there is {others}. {gets} Keep one, and delete the others.',
    page: 'The phone asks for `SIP` + its MAC address (twelve hexadecimal digits in capitals) + `.cnf`. A second file for the same address, in small letters or with separators, is read by no phone, or on a server that makes no difference between capitals and small letters instead of the first.',
    example: { file: 'SIP000dbc001122.cnf', bad: text, good: text, goodFile: phone },
    beside: { [phone]: text },
  },
  phoneFolder: {
    code: 'cnf/phone-folder',
    title: 'Phone files outside of tftp_cfg_dir',
    severity: 'warning',
    confidence: 'stock-file',
    message:
      "With this value every phone looks for its own file in '{folder}', but {files} elsewhere. Those phones get nothing but SIPDefault.cnf. Move the files there, or change '{name}'.",
    page: 'The value is put in front of the name when a phone asks for its own `SIP<MAC>.cnf`, and for no other file. Phone files in another folder are not found any more. A file in the root is passed over here when the folder has one for the same phone.',
    example: { file: 'SIPDefault.cnf', bad: 'tftp_cfg_dir: "./phones/"\n', good: 'tftp_cfg_dir: ""\n' },
    beside: { [phone]: text },
  },
  notAskedFor: {
    code: 'cnf/not-asked-for',
    title: 'Phone file in a folder where no phone looks',
    severity: 'hint',
    wholeFile: true,
    confidence: 'stock-file',
    message: "The phone {mac} asks for '{expected}', not for this file. {mend}",
    page: "A phone asks for its file in the root of the TFTP folder, or in the folder that `tftp_cfg_dir` in SIPDefault.cnf names. Files in other folders are read by no phone. A copy in another folder, such as a backup, is passed over while the phone's real file is there.",
    example: { file: `phones/${phone}`, bad: text, good: text, goodFile: phone },
    beside: { 'SIPDefault.cnf': 'sync: 1\n' },
  },
  defaultFileTwin: twin('cnf/name-twin', { wrong: 'sipdefault.cnf', right: 'SIPDefault.cnf', text: 'sync: 1\n' }),
  dialPlanTwin: twin('dialplan/name-twin', {
    wrong: 'Dialplan.xml',
    right: 'dialplan.xml',
    text: '<DIALTEMPLATE>\n  <TEMPLATE MATCH="*" Timeout="5"/>\n</DIALTEMPLATE>\n',
    beside: { 'SIPDefault.cnf': 'dial_template: dialplan\n' },
  }),
  syncinfoTwin: twin('syncinfo/name-twin', {
    wrong: 'SyncInfo.xml',
    right: 'syncinfo.xml',
    text: '<IMAGE VERSION="*" SYNC="2"/>\n',
  }),
  os79xxTwin: twin('os79xx/name-twin', { wrong: 'os79xx.txt', right: 'OS79XX.TXT', text: 'P003-8-12-00\n' }),
  ringListTwin: twin('ringlist/name-twin', {
    wrong: 'ringlist.dat',
    right: 'RINGLIST.DAT',
    text: 'Old phone\told.pcm\n',
  }),
});
