/** A TFTP folder that has a password wherever one can be, rightly and wrongly written. */

/** In every password; nothing else has it in it. */
export const marker = 'zq7tr0mb0ne';

/** Characters: more than a password of the console may have. */
const tooLong = `${marker}-${'x'.repeat(40)}`;

export const phoneFile = 'SIP000DBC001122.cnf';

/** The files, by name. Each slip is one that people make. */
export const secretFolder: Readonly<Record<string, string>> = {
  'SIPDefault.cnf': [
    'image_version: P0S3-8-12-00',
    'proxy1_address: 192.0.2.10',
    'proxy_register: 1',
    'dial_template: dialplan',
    'sync: 1',
    `line1_password: "${marker}-d"`,
    `phone_password: "${marker}"`,
    'telnet_level: 2',
  ].join('\n'),
  [phoneFile]: [
    '# cisco-sip-model 7940',
    'line1_name: 2001',
    'line1_authname: 2001',
    `line1_password: "${marker}" ; of the reception`,
    'line2_name: 2002',
    'line2_authname: 2002',
    `line2_password: ${marker}`,
    'line3_name: 2003',
    `line3_password: '${marker}'`,
    `line4_password: “${marker}”`,
    `line5_password: ${marker} ${marker}`,
    `line6_password: "${marker}`,
    `line6_password: "${marker}" ${marker}`,
    `line5_password: ${marker} # ${marker}`,
    `line2_password = ${marker}`,
    `line2_password ${marker}`,
    `lin2_password: ${marker}`,
    `line7_password: ${marker}`,
    `line1_passwort: ${marker}`,
    `line1_secret: ${marker}`,
    `LINE1_PASSWORD: ${marker}`,
    `phone_password: "${tooLong}"`,
    `phone_password: "${marker}\u0007"`,
    `account.1.password = ${marker}`,
    `user_password: "{{ ${marker} }}"`,
    `# line1_password: ${marker}`,
  ].join('\n'),
  'SIP000DBC002233.cnf': `line1_name: 2005\nline1_authname: 2005\nline1_password: "${marker}"\n`,
  'SIP000DBC003344.cnf': `line1_name: 2001\nline1_authname: 2001\nline1_password:${marker}\nphone_password: ${marker}-d\n`,
  'sip-phone.cnf': `line1_password: ${marker}\n`,
  'dialplan.xml': '<DIALTEMPLATE>\n<TEMPLATE MATCH="2..." Timeout="1"/>\n</DIALTEMPLATE>\n',
  'dialplan.tests': '2001 dials 2001 after 1 s\n',
  'syncinfo.xml': '<SYNCINFO>\n<IMAGE VERSION="*" SYNC="1"/>\n</SYNCINFO>\n',
  'OS79XX.TXT': 'P003-8-12-00',
  'RINGLIST.DAT': 'Ring\tring.pcm\n',
};
