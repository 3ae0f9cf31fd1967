/**
 * The set of files that a widely followed procedure of 2004 has people write, step by step from SIP 2.2 to 4.4: the
 * same parameters, values and slips, in words of our own.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkAcrossFiles } from '../../server/src/tftproot/check.ts';
import { tftpRoot } from '../../server/src/tftproot/root.ts';

const defaults = (image: string) => `# load
${image}
# proxy
proxy1_address: "sip.example.net" ; address or name
proxy1_port: 5060
proxy_register: 1
timer_register_expires: 3600
# audio and keys
preferred_codec: g711ulaw
tos_media: 5
dtmf_inband: 1
dtmf_outofband: avt
dtmf_db_level: 3
# timers
timer_t1: 500 ; ms
timer_t2: 4000 ; ms
sip_retx: 10 ; times
sip_invite_retx: 6 ; times
timer_invite_expires: 180 ; s
# files
dial_template: dialplan
tftp_cfg_dir: "" ; such as ./sip_phone/
# time
sntp_server: "192.0.2.227" ; a server
sntp_mode: anycast ; one of four
time_zone: GMT ; zone
dst_offset: 1 ; hours
dst_start_month: April ; month
dst_start_day: "21" ; day
dst_start_day_of_week: Sun ; weekday
dst_start_week_of_month: 1 ; week
dst_start_time: 02 ; hour
dst_stop_month: Oct ; month
dst_stop_day: "20" ; day
dst_stop_day_of_week: Sunday ; weekday
dst_stop_week_of_month: 8 ; last
dst_stop_time: 2 ; hour
dst_auto_adjust: 1 ; on
time_format_24hr: 1 ; on
# calls
dnd_control: 0 ; off
callerid_blocking: 0 ; off
anonymous_call_block: 0 ; off
dtmf_avt_payload: 101 ; type
# restart
sync: 1 ; value
proxy_backup: "" ; none
proxy_backup_port: 5060 ; port
proxy_emergency: "" ; none
proxy_emergency_port: 5060 ; port
enable_vad: 0 ; off
nat_enable: 1 ; on
nat_address: "" ; none
voip_control_port: 5060 ; port
start_media_port: 16384 ; first
end_media_port: 32766 ; last
nat_received_processing: 0 ; off
outbound_proxy: "192.0.2.247" ; address
outbound_proxy_port: 5082 ; port
cnf_join_enable : 1 ; on
semi_attended_transfer: 1 ; on
telnet_level: 2 ; all
;services_url: "http://www.example.net/services.xml" ; not used
services_url: "http://192.0.2.136/menu/" ;menu
directory_url: "http://www.example.net/directory.xml" ; names
logo_url: "http://www.example.net/logo.bmp" ; picture
http_proxy_addr: "" ; none
http_proxy_port: 80 ; port
dyn_dns_addr_1: "" ; none
dyn_dns_addr_2: "" ; none
dyn_tftp_addr: "" ; none
remote_party_id: 0 ; off
call_hold_ringback: 0 ; off
`;

const phone = `

    # first
    line1_name: line1
    line1_authname: "authname"
    line1_password: "password"
    # second
    line2_name: line2
    line2_authname: "authname"
    line2_password: "UNPROVISIONED"

    phone_label: "A phone for " ; shown only
    line1_displayname: " line 1"
    line2_displayname: " line2"
    phone_prompt: "SIP Phone" ; up to 15
    phone_password: "cisco" ; up to 31
    user_info: none
`;

const files = (image: string): Record<string, string> => ({
  'SIPDefault.cnf': defaults(image),
  'SIP0006D7AA2A2E.cnf': phone,
  'syncinfo.xml': '\n\n <SYNCINFO>\n\n <IMAGE VERSION="*" SYNC="1"/>\n </SYNCINFO>\n',
  'dialplan.xml': '\n\n <TEMPLATE MATCH="*" Timeout="5"/>>\n </DIALTEMPLATE>\n',
  'OS79XX.TXT': image.replace(/.*: */, '').trim(),
  'RINGLIST.DAT': 'Old Style ringer1.pcm\nPulse Pulse1.raw\n',
});

/** Every finding in the folder, as `file code 'text'`. */
function findings(image: string): string[] {
  const texts = files(image);
  const root = tftpRoot(Object.keys(texts), (name) => texts[name]);
  return Object.keys(texts)
    .flatMap((name) => {
      const file = root.file(name);
      assert.ok(file, name);
      const lines = (texts[name] ?? '').split('\n');
      return [
        ...file.format.check(file.document, root.context(name)),
        ...checkAcrossFiles(root, file, (other) => other),
      ].map(({ range: { start, end }, severity, rule }) => {
        const text = start.line === end.line ? (lines[start.line] ?? '').slice(start.character, end.character) : '…';
        return `${name} ${severity} ${rule.code} '${text}'`;
      });
    })
    .sort();
}

const always = [
  "RINGLIST.DAT warning ringlist/no-tab 'Old Style ringer1.pcm'",
  "RINGLIST.DAT warning ringlist/no-tab 'Pulse Pulse1.raw'",
  "SIP0006D7AA2A2E.cnf hint cnf/default-password 'cisco'",
  "SIP0006D7AA2A2E.cnf warning cnf/text-too-long 'A phone for '",
  "SIPDefault.cnf hint cnf/nat-address-needed '1'",
  "SIPDefault.cnf hint cnf/telnet-privileged '2'",
  "SIPDefault.cnf warning cnf/dst-both-rules '20'",
  "SIPDefault.cnf warning cnf/dst-both-rules '21'",
  "dialplan.xml error dialplan/missing-root 'TEMPLATE'",
  "syncinfo.xml information syncinfo/same-as-sync '1'",
];

test('the first step, a 2.2 load: what an expert would say, and nothing else', () => {
  assert.deepEqual(findings('image_version: P0S30202'), always);
});

test('the later steps, whose image_version begins with a capital', () => {
  const expected = [...always, "SIPDefault.cnf hint cnf/name-letter-case 'Image_version'"].sort();
  assert.deepEqual(findings('Image_version: P0S3-03-0-00 '), expected);
  assert.deepEqual(findings('Image_version: P0S3-04-4-00'), expected);
});
