import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cnf } from '../../../server/src/formats/cnf/index.ts';
import { expectFindings, findingsIn, folderOf } from '../../support/language.ts';

const defaults = 'SIPDefault.cnf';
const phone = 'SIP000DBC001122.cnf';

test('a file as Cisco ships it has no finding', () => {
  expectFindings(
    cnf,
    defaults,
    `
# Image Version
image_version: P0S3-8-12-00
proxy1_address: "pbx.example.net" ; Can be dotted IP or FQDN
proxy1_port:"5060"
proxy2_address: ""
cnf_join_enable : 1
tos_media: "5";
network_media_type: auto
dst_start_day: ""
dst_start_day_of_week: Sun
dst_start_week_of_month: 1
dst_start_time: 02/00
sntp_mode: unicast
sntp_server: "192.0.2.123"
;services_url: "http://192.0.2.1/services.xml"
outbound_proxy: UNPROVISIONED
proxy3_address: USECALLMANAGER
messages_uri: "*97"
`,
  );
});

test('a name that the phone does not know is underlined, and so is one of another phone', () => {
  expectFindings(
    cnf,
    defaults,
    `prefered_codec: g711ulaw
^^^^^^^^^^^^^^ warning cnf/unknown-parameter
register_expires: 60
^^^^^^^^^^^^^^^^ warning cnf/wrong-name
line7_name: 1
^^^^^^^^^^ warning cnf/unknown-parameter
Image_version: P0S3-03-0-00
^^^^^^^^^^^^^ hint cnf/name-letter-case`,
  );
});

test('a line that is no entry is told apart by what went wrong', () => {
  expectFindings(
    cnf,
    phone,
    `line1_name = 100
           ^ error cnf/equals-sign
line1_shortname 100
^^^^^^^^^^^^^^^ error cnf/missing-colon
reg.1.displayName="Desk"
^^^^^^^^^^^^^^^^^ warning cnf/other-vendor
  hello there
  ^^^^^^^^^^^ warning cnf/not-an-entry`,
  );
});

test('numbers and ports are held against their range', () => {
  expectFindings(
    cnf,
    defaults,
    `tos_media: "9"
            ^ error cnf/out-of-range
start_media_port: 16348
                  ^^^^^ warning cnf/out-of-range
proxy1_port: 70000
             ^^^^^ error cnf/out-of-range
timer_t1: 500ms
          ^^^^^ warning cnf/not-a-number
dst_offset: 13
            ^^ warning cnf/out-of-range
dtmf_avt_payload: 128
                  ^^^ error cnf/out-of-range`,
  );
});

test('what Cisco did not write itself is never an error', () => {
  const [finding] = findingsIn(cnf, { name: defaults, text: 'end_media_port: 32768' });
  assert.equal(finding?.severity, 'warning');
});

test('the one documented consequence of a wrong value is told', () => {
  const [finding] = findingsIn(cnf, { name: defaults, text: 'dtmf_avt_payload: 128' });
  assert.match(finding?.message ?? '', /101/);
});

test('hosts, addresses and URLs are told apart', () => {
  expectFindings(
    cnf,
    defaults,
    `proxy1_address: 192.0.2.256
                ^^^^^^^^^^^ error cnf/host-name
outbound_proxy: pbx.example.net:5060
                ^^^^^^^^^^^^^^^^^^^^ error cnf/host-name
nat_address: my_router.example.net
dyn_tftp_addr: tftp.example.net
               ^^^^^^^^^^^^^^^^ error cnf/ip-address
proxy_backup: backup.example.net
              ^^^^^^^^^^^^^^^^^^ hint cnf/host-name-for-address
logo_url: "logo.bmp"
           ^^^^^^^^ warning cnf/url
services_url: "https://www.example.net/"
               ^^^^^^^^^^^^^^^^^^^^^^^^ hint cnf/url-scheme`,
  );
});

test('months, weekdays, times and zones follow the phone, not the calendar on the wall', () => {
  expectFindings(
    cnf,
    defaults,
    `dst_start_month: 13
                 ^^ warning cnf/month
dst_stop_month: oct
                ^^^ hint cnf/value-letter-case
dst_start_day_of_week: sun
                       ^^^ error cnf/weekday
dst_stop_week_of_month: 7
                        ^ warning cnf/value-not-in-list
dst_start_time: 24:00
                ^^^^^ error cnf/time
time_zone: BST
           ^^^ information cnf/misleading-time-zone`,
  );
  expectFindings(cnf, defaults, 'time_zone: Europe/Paris\n           ^^^^^^^^^^^^ warning cnf/time-zone');
});

test('quotes that are none, and comments that are none, are pointed at', () => {
  expectFindings(
    cnf,
    phone,
    `phone_label: “Desk”
             ^^^^^^ warning cnf/typographic-quotes
phone_prompt: 'SIP'
              ^^^^^ warning cnf/single-quotes
line1_name: "2001
            ^^^^^ warning cnf/unclosed-quote
line1_shortname: "2001" desk
                        ^^^^ warning cnf/text-after-value
line1_displayname: Front desk
                   ^^^^^^^^^^ hint cnf/unquoted-blanks
proxy1_port: 5060 # PBX
                  ^^^^^ warning cnf/hash-after-value`,
  );
});

test('placeholders of a provisioning template are not judged, the lines round them are', () => {
  expectFindings(
    cnf,
    'SIP{$mac}.cnf',
    `{foreach $lines as $row}
line{$row.number}_name: "{$row.user}"
proxy{$row.number}_port: "{$row.port}"
{/foreach}
proxy1_address: "{$server.ip.1}"
sntp_server: $ntp
time_zone: {$zone}
end_media_port: "99999"
                 ^^^^^ error cnf/out-of-range
reg.{$row.number}.displayName="{$row.name}"
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning cnf/other-vendor`,
  );
});

test('two entries in different branches of a template are no repetition', () => {
  expectFindings(
    cnf,
    'SIP{$mac}.cnf',
    `{if $dnd}
dnd_control: "{$dnd}"
{else}
dnd_control: 2
{/if}
dnd_control: 0
^^^^^^^^^^^ warning cnf/duplicate-parameter`,
  );
});

test('a repeated entry names the line of the first', () => {
  const [finding] = findingsIn(cnf, { name: defaults, text: '# x\nsync: 1\nsync: 2\n' });
  assert.equal(finding?.rule.code, 'cnf/duplicate-parameter');
  assert.match(finding?.message ?? '', /line 2/);
  assert.equal(finding?.related[0]?.range.start.line, 1);
});

test('a password never stands in a message', () => {
  const secret = 'tr0mb0ne-in-a-very-long-password-that-does-not-fit';
  const texts = [
    `phone_password: "${secret}"`,
    `phone_password: "${secret}`,
    `phone_password: ${secret} ${secret}`,
    `line1_password = ${secret}`,
    `line1_passwrd: ${secret}`,
    `line1_password ${secret}`,
  ];
  for (const text of texts) {
    const found = findingsIn(cnf, { name: phone, text });
    assert.ok(found.length > 0, text);
    for (const { message, fixes } of found) {
      assert.doesNotMatch(message, /tr0mb0ne/, text);
      for (const { title } of fixes) assert.doesNotMatch(title, /tr0mb0ne/, text);
    }
  }
});

test('the name of the file must be the one that the phone asks for', () => {
  const names = {
    'SIPDefault.cnf': undefined,
    'sipdefault.cnf': 'SIPDefault.cnf',
    'SIP000DBC001122.cnf': undefined,
    'SIP000dbc001122.cnf': 'SIP000DBC001122.cnf',
    'SIP00-0D-BC-00-11-22.cnf': 'SIP000DBC001122.cnf',
    'SIP000DBC001122.CNF': 'SIP000DBC001122.cnf',
    'SIP{$mac}.cnf': undefined,
  };
  for (const [name, expected] of Object.entries(names)) {
    const [finding] = findingsIn(cnf, { name, text: '# Desk\n' });
    assert.equal(finding?.rule.code, expected && 'cnf/file-name', name);
    assert.equal(finding?.fixes[0]?.renameTo, expected, name);
  }
  const [short] = findingsIn(cnf, { name: 'SIP000DBC00112.cnf', text: '' });
  assert.match(short?.message ?? '', /11 hexadecimal digits/);
});

test('nobody else’s .cnf is ours', () => {
  const mysql = '[mysqld]\nport = 3306\ndatadir: /var/lib/mysql\n';
  const openssl = 'openssl_conf = openssl_init\n[openssl_init]\nproviders = provider_sect\n';
  assert.ok(!cnf.claims('my.cnf', mysql));
  assert.ok(!cnf.claims('openssl.cnf', openssl));
  assert.ok(!cnf.claims('sipp.cnf', 'language: english\n'));
  assert.ok(!cnf.claims('SIPDefault.txt', 'proxy1_address: x\nproxy1_port: 1\n'));
  assert.ok(cnf.claims('sipdefault.CNF', ''));
  assert.ok(cnf.claims('sip000dbc001122.cnf', ''));
  assert.ok(cnf.claims('template-7960.cnf', 'proxy1_address: "{$server}"\nline1_name: 1\n'));
});

test('a phone file is read together with SIPDefault.cnf', () => {
  const folder = folderOf(cnf, { 'SIPDefault.cnf': 'proxy_register: 1\nend_media_port: 20000\n' });
  expectFindings(
    cnf,
    phone,
    `line1_name: 2001
            ^^^^ warning cnf/line-incomplete
line2_name: ""
line3_displayname: "Door"
^^^^^^^^^^^^^^^^^ hint cnf/line-without-name
start_media_port: 24000
                  ^^^^^ warning cnf/media-ports`,
    folder,
  );
});

test('a name that was meant and is written wrongly is reported once, where it is wrong', () => {
  expectFindings(cnf, phone, 'line1_name = 2001\n           ^ error cnf/equals-sign\nline1_shortname: "2001"\n');
});

test('a line without a login of its own uses that of line 1', () => {
  expectFindings(
    cnf,
    phone,
    `proxy_register: 1
line1_name: 2001
line1_authname: 2001
line1_password: "change-me"
line2_name: 2002
`,
  );
});

test('a parameter in the wrong file is told, an override in a phone file is not', () => {
  expectFindings(
    cnf,
    defaults,
    `line1_name: 2001
^^^^^^^^^^ warning cnf/line-in-default-file
phone_label: "Desk"
^^^^^^^^^^^ hint cnf/wrong-file
call_waiting: 3
              ^ hint cnf/locked-in-default-file`,
  );
  expectFindings(
    cnf,
    phone,
    `tftp_cfg_dir: "phones/"
^^^^^^^^^^^^ hint cnf/wrong-file
preferred_codec: g711alaw
timer_t1: 500`,
  );
});
