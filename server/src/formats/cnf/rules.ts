/** Every rule of the .cnf format: what is reported, how severely, in which words. */

import { type Rule, ruleTable } from '../rules.ts';

const default_ = 'SIPDefault.cnf';
const phone = 'SIP001122334455.cnf';

export const rules = ruleTable({
  // The line as such
  equalsSign: {
    code: 'cnf/equals-sign',
    title: 'Equals sign for a colon',
    severity: 'error',
    confidence: 'stock-file',
    message:
      "'{name}' is followed by '=' where a ':' belongs. The phone finds no entry here and keeps its old value. Write '{name}: …'.",
    page: "A phone's configuration file has one `name: value` a line. Cisco's own files use the colon without exception; with an equals sign there is no name that the phone could find, so the entry has no effect and the phone keeps what it has stored.",
    example: { file: default_, bad: 'proxy1_port=5060\n', good: 'proxy1_port: 5060\n' },
  },
  missingColon: {
    code: 'cnf/missing-colon',
    title: 'Colon missing',
    severity: 'error',
    confidence: 'stock-file',
    message:
      "The ':' after '{name}' is missing. The phone finds no entry here and keeps its old value. Write '{name}: …'.",
    page: 'An entry is `name: value`. Without the colon the line is no entry, so the phone keeps what it has stored.',
    example: { file: default_, bad: 'preferred_codec g711alaw\n', good: 'preferred_codec: g711alaw\n' },
  },
  otherVendor: {
    code: 'cnf/other-vendor',
    title: "Another maker's line",
    severity: 'warning',
    confidence: 'inferred',
    message:
      "'{name}' is written the way other makers' phones are configured. A Cisco 7940/7960 has no such parameter and nothing here takes effect. Remove the line.",
    page: 'Dotted names with an equals sign (`reg.1.displayName="…"`) configure Polycom and other phones. They get into Cisco files when provisioning templates are copied from one model to the next.',
    example: { file: phone, bad: 'reg.1.displayName="Reception"\n', good: 'line1_displayname: "Reception"\n' },
  },
  notAnEntry: {
    code: 'cnf/not-an-entry',
    title: 'Line that is no entry',
    severity: 'warning',
    confidence: 'inferred',
    message:
      "This line is neither an entry ('name: value') nor a comment. What the phone does with it is not documented; nothing here takes effect. Put a '#' in front of it or remove it.",
    page: 'A line is an entry (`name: value`), a comment (`# …` or `; …`) or empty. Anything else is not described by Cisco.',
    example: { file: default_, bad: 'see the wiki for details\n', good: '# see the wiki for details\n' },
  },
  encoding: {
    code: 'cnf/encoding',
    title: 'Not a plain text file',
    severity: 'warning',
    wholeFile: true,
    confidence: 'inferred',
    message:
      'The file holds characters that no configuration file has (byte {byte}): it is binary, or was saved as UTF-16 ("Unicode" in Windows Notepad). The phone reads plain bytes and will find no entries. Save it as UTF-8 or plain ASCII text.',
    page: 'The phone reads its files byte by byte. A file saved as UTF-16 has a zero byte between any two letters, so no name in it is found.',
    example: { file: default_, bad: 'proxy_register\u0000: 1\n', good: 'proxy_register: 1\n' },
  },
  replacementCharacter: {
    code: 'cnf/replacement-character',
    title: 'Letters that were lost',
    severity: 'hint',
    wholeFile: true,
    confidence: 'inferred',
    message:
      'There is a letter here that could not be read: the file is most likely in Latin-1, not in UTF-8. Saving it like this writes a wrong letter for good. Reopen it with the encoding "Western (ISO 8859-1)".',
    page: 'The replacement character (U+FFFD) stands where bytes made no UTF-8 letter. Old files with accented letters in labels are often in Latin-1. In VS Code click on the encoding in the status bar and choose *Reopen with Encoding*.',
    example: { file: phone, bad: 'phone_label: "B\uFFFDro"\n', good: 'phone_label: "B\u00FCro"\n' },
  },
  byteOrderMark: {
    code: 'cnf/byte-order-mark',
    title: 'Byte order mark',
    severity: 'hint',
    wholeFile: true,
    confidence: 'inferred',
    message:
      'The file begins with a byte order mark, three invisible bytes that some editors write. Whether the phone skips them is not documented; if not, the first line is lost. Save the file as UTF-8 without BOM.',
    page: 'A byte order mark (EF BB BF) in front of the first line may become part of the first name. A comment or an empty line at the top of the file makes it harmless.',
    example: { file: default_, bad: '\uFEFFproxy_register: 1\n', good: 'proxy_register: 1\n' },
  },

  // Names
  unknownParameter: {
    code: 'cnf/unknown-parameter',
    title: 'Unknown parameter',
    severity: 'warning',
    confidence: 'inferred',
    message: "'{name}' is not a known parameter of these phones, so the phone most likely ignores the line.{advice}",
    page: "The name is not among the parameters that Cisco's files and guides for the SIP loads of the 7940 and 7960 use. Usually it is misspelt. Not every table of Cisco's guides could be consulted: if your phone does follow the parameter, silence the rule for this line.",
    example: { file: default_, bad: 'prefered_codec: g711ulaw\n', good: 'preferred_codec: g711ulaw\n' },
  },
  wrongName: {
    code: 'cnf/wrong-name',
    title: 'Name of another phone or program',
    severity: 'warning',
    confidence: 'inferred',
    message:
      "'{name}' is often written in such files but is no parameter of these phones: {why} The phone most likely ignores the line.{advice}",
    page: 'Some names travel from file to file although the 7940 and 7960 do not know them: names of later phones, of other makers, or slips of a provisioning system.',
    example: { file: default_, bad: 'register_expires: 600\n', good: 'timer_register_expires: 600\n' },
  },
  nameLetterCase: {
    code: 'cnf/name-letter-case',
    title: 'Letter case of a name',
    severity: 'hint',
    confidence: 'inferred',
    message:
      "'{name}' is written '{expected}' in Cisco's files. Phones seem not to mind the letter case of names, but that is not documented. Write '{expected}'.",
    page: "All names in Cisco's own files are in lower case, with one exception that a Cisco router writes (`Domain_Name`). This suggests that letter case does not matter; nobody has promised it.",
    example: { file: default_, bad: 'Image_version: P0S3-8-12-00\n', good: 'image_version: P0S3-8-12-00\n' },
  },
  duplicateParameter: {
    code: 'cnf/duplicate-parameter',
    title: 'Parameter given twice',
    severity: 'warning',
    confidence: 'inferred',
    message:
      "'{name}' already stands in line {first}. Which of the two the phone takes is not documented. Keep one of them.",
    page: 'The guides do not say whether the first or the last of several entries with the same name counts. Keep the one you mean.',
    example: { file: default_, bad: 'telnet_level: 0\ntelnet_level: 1\n', good: 'telnet_level: 1\n' },
  },
  lineInDefaultFile: {
    code: 'cnf/line-in-default-file',
    title: "A phone's line in the default file",
    severity: 'warning',
    confidence: 'documented',
    message: "'{name}' belongs in a phone's own file. {consequence} Move it to SIP<MAC>.cnf.",
    page: 'SIPDefault.cnf is read by every phone. A line name or password in it makes all phones register the same line, unless each phone file overrides it.',
    example: { file: default_, bad: 'line1_name: 2001\n', good: '# line1_name stands in the phone files\n' },
  },
  wrongFile: {
    code: 'cnf/wrong-file',
    title: 'Parameter in the wrong file',
    severity: 'hint',
    confidence: 'inferred',
    message: "'{name}' belongs in {file}. {consequence}",
    page: 'Any parameter may stand in either file as far as is known; some make sense, or have an effect, only in one of the two.',
    example: { file: phone, bad: 'tftp_cfg_dir: "phones/"\n', good: '# tftp_cfg_dir stands in SIPDefault.cnf\n' },
  },
  lockedInDefaultFile: {
    code: 'cnf/locked-in-default-file',
    title: 'Locked value in the default file',
    severity: 'hint',
    confidence: 'documented',
    message:
      "The value {value} of '{name}' (which the user cannot change) belongs in SIP<MAC>.cnf according to Cisco's guides. Whether it works in SIPDefault.cnf is not said.",
    page: "Cisco's guides describe the values 2 and 3, which take the choice away from the user, for the phone's own file.",
    example: { file: default_, bad: 'call_waiting: 2\n', good: 'call_waiting: 1\n' },
  },

  // Quotes and comments
  unclosedQuote: {
    code: 'cnf/unclosed-quote',
    title: 'Quote not closed',
    severity: 'warning',
    confidence: 'inferred',
    message:
      "The value of '{name}' begins with a quote that is never closed. What the phone takes as the value, the comment included, is not documented. Close the quote.",
    page: 'Quotes round a value are optional, but an opening one needs a closing one. Without it the phone may take the rest of the line, a comment and all, as the value.',
    example: { file: phone, bad: 'phone_label: "Desk 1\n', good: 'phone_label: "Desk 1"\n' },
  },
  textAfterValue: {
    code: 'cnf/text-after-value',
    title: 'Text after the value',
    severity: 'warning',
    confidence: 'inferred',
    message:
      "There is text behind the closing quote of '{name}'. What the phone does with it is not documented. If it is a comment, put a ';' in front of it.",
    page: 'Behind a quoted value only a comment, which begins with `;`, is known to be allowed.',
    example: { file: default_, bad: 'proxy1_port: "5060" the PBX\n', good: 'proxy1_port: "5060" ; the PBX\n' },
  },
  hashAfterValue: {
    code: 'cnf/hash-after-value',
    title: '# behind a value',
    severity: 'warning',
    confidence: 'inferred',
    message:
      "A '#' behind a value is not known to begin a comment; the phone may take it as part of the value of '{name}'. Write ';' for '#'.",
    page: "In Cisco's files `#` begins a comment at the start of a line, `;` one behind a value.",
    example: { file: default_, bad: 'proxy1_port: 5060 # the PBX\n', good: 'proxy1_port: 5060 ; the PBX\n' },
  },
  typographicQuotes: {
    code: 'cnf/typographic-quotes',
    title: 'Typographic quotes',
    severity: 'warning',
    confidence: 'inferred',
    message:
      "The quotes round the value of '{name}' are those of a word processor or a web page. The phone takes them as part of the value. Write plain quotes (\").",
    page: 'Text copied from a web page or a word processor often brings curly quotes. To the phone they are ordinary characters of the value.',
    example: { file: phone, bad: 'phone_label: “Desk 1”\n', good: 'phone_label: "Desk 1"\n' },
  },
  singleQuotes: {
    code: 'cnf/single-quotes',
    title: 'Single quotes',
    severity: 'warning',
    confidence: 'inferred',
    message:
      "The value of '{name}' is in single quotes. Only double quotes are known to work; the phone may take the quotes as part of the value. Write double quotes.",
    page: "Every quoted value in Cisco's files has double quotes.",
    example: { file: phone, bad: "phone_label: 'Desk 1'\n", good: 'phone_label: "Desk 1"\n' },
  },
  unquotedBlanks: {
    code: 'cnf/unquoted-blanks',
    title: 'Blanks without quotes',
    severity: 'hint',
    confidence: 'samples',
    message:
      "The value of '{name}' has a blank in it and no quotes round it. Files that are known to work quote such values; without quotes the phone may stop at the blank. Put it in quotes.",
    page: 'Values with blanks are quoted in every known file. Whether the phone reads an unquoted one to the end is not documented.',
    example: { file: phone, bad: 'phone_label: Desk 1\n', good: 'phone_label: "Desk 1"\n' },
  },

  // Values
  valueNotInList: {
    code: 'cnf/value-not-in-list',
    title: 'Value not in the list',
    severity: 'error',
    confidence: 'documented',
    message: "{value} is not a value of '{name}'. It can be {list}. {consequence}",
    page: 'The parameter has a fixed list of values. What the phone does with any other is, with few exceptions, not documented: it may keep the value it has stored, or use its default.',
    example: { file: default_, bad: 'dtmf_outofband: 1\n', good: 'dtmf_outofband: avt\n' },
  },
  valueLetterCase: {
    code: 'cnf/value-letter-case',
    title: 'Letter case of a value',
    severity: 'hint',
    confidence: 'inferred',
    message:
      "{value} is written '{expected}' in Cisco's files. Whether the phone minds the letter case here is not documented. Write '{expected}'.",
    page: 'The value differs from the listed one only in capitals and small letters.',
    example: { file: default_, bad: 'preferred_codec: G711ulaw\n', good: 'preferred_codec: g711ulaw\n' },
  },
  notANumber: {
    code: 'cnf/not-a-number',
    title: 'Not a number',
    severity: 'error',
    confidence: 'documented',
    message: "{value} is not a whole number. '{name}' takes {range}. {consequence}",
    page: 'The parameter takes a whole number in decimal digits, without a unit.',
    example: { file: default_, bad: 'timer_t1: 500ms\n', good: 'timer_t1: 500\n' },
  },
  outOfRange: {
    code: 'cnf/out-of-range',
    title: 'Number out of range',
    severity: 'error',
    confidence: 'documented',
    message: "{value} is out of range. '{name}' takes {range}. {consequence}",
    page: 'The number lies outside the range that is known for the parameter. What the phone does then is, with few exceptions, not documented: it may keep the value it has stored, or use its default.',
    example: { file: default_, bad: 'tos_media: 9\n', good: 'tos_media: 5\n' },
  },
  ipAddress: {
    code: 'cnf/ip-address',
    title: 'Not an IP address',
    severity: 'error',
    confidence: 'documented',
    message:
      "{value} is not an IP address. '{name}' takes four numbers from 0 to 255 with dots between them, such as 192.0.2.10. {consequence}",
    page: 'The parameter takes an IPv4 address in dotted form. The phones know neither host names here nor IPv6.',
    example: { file: default_, bad: 'dyn_dns_addr_1: 192.0.2.256\n', good: 'dyn_dns_addr_1: 192.0.2.25\n' },
  },
  hostName: {
    code: 'cnf/host-name',
    title: 'Not a host name or IP address',
    severity: 'error',
    confidence: 'protocol',
    message:
      '{value} is neither an IP address nor a host name: {reason}. The phone cannot reach it. Write an address such as 192.0.2.10 or a name such as pbx.example.net.',
    page: 'The parameter takes an IPv4 address or a host name (letters, digits and hyphens, with dots between the parts), without a port, a user part or a protocol in front of it.',
    example: {
      file: default_,
      bad: 'proxy1_address: "sip:pbx.example.net"\n',
      good: 'proxy1_address: "pbx.example.net"\n',
    },
  },
  hostNameForAddress: {
    code: 'cnf/host-name-for-address',
    title: 'Host name where an address is expected',
    severity: 'hint',
    confidence: 'documented',
    message:
      "{value} is a host name. Cisco's guides speak only of an IP address for '{name}'; whether the phone looks up a name is not said. An IP address is the safe choice.",
    page: 'The guides say that the parameter can be set to an IP address, and do not mention host names. A name may work, and does more harm than elsewhere if it does not: this server is needed when others fail.',
    example: { file: default_, bad: 'proxy_emergency: sos.example.net\n', good: 'proxy_emergency: 192.0.2.112\n' },
  },
  url: {
    code: 'cnf/url',
    title: 'Not a URL',
    severity: 'warning',
    confidence: 'documented',
    message:
      "{value} is not a web address. '{name}' takes one such as http://192.0.2.10/services.xml; with anything else the phone shows an error or nothing.",
    page: 'The parameter takes the whole address of a file on a web server, `http://` included.',
    example: { file: default_, bad: 'logo_url: /logo.bmp\n', good: 'logo_url: "http://192.0.2.10/logo.bmp"\n' },
  },
  urlScheme: {
    code: 'cnf/url-scheme',
    title: 'Not http',
    severity: 'hint',
    confidence: 'inferred',
    message:
      "These phones are known to speak plain http only; '{scheme}:' will most likely not work. Use an http:// address.",
    page: 'The SIP loads of the 7940 and 7960 fetch services, directories and logos over plain HTTP.',
    example: {
      file: default_,
      bad: 'services_url: "https://www.example.net/services.xml"\n',
      good: 'services_url: "http://www.example.net/services.xml"\n',
    },
  },
  textTooLong: {
    code: 'cnf/text-too-long',
    title: 'Text too long',
    severity: 'error',
    confidence: 'documented',
    message:
      "The value of '{name}' has {length} characters; {maximum} are allowed. What the phone does with the rest is not documented: it may cut it or ignore the entry. Shorten it.",
    page: 'The parameter takes a text of limited length.',
    example: {
      file: phone,
      bad: 'phone_prompt: "a prompt that is far too long"\n',
      good: 'phone_prompt: "SIP Phone"\n',
    },
  },
  time: {
    code: 'cnf/time',
    title: 'Not a time of day',
    severity: 'error',
    confidence: 'documented',
    message:
      "{value} is not a time of day. '{name}' takes an hour (2), or hours and minutes (02:00 or 02/00), from 00:00 to 23:59. {consequence}",
    page: 'The guides and the stock file write times as `2`, `02`, `02:00`, `02/00` or `14:30`.',
    example: { file: default_, bad: 'dst_start_time: 25\n', good: 'dst_start_time: 02\n' },
  },
  month: {
    code: 'cnf/month',
    title: 'Not a month',
    severity: 'error',
    confidence: 'documented',
    message:
      "{value} is not a month. '{name}' takes an English name (April), its first three letters (Apr) or a number from 1 to 12. {consequence}",
    page: 'Months are English names, their first three letters, or numbers.',
    example: { file: default_, bad: 'dst_start_month: Avril\n', good: 'dst_start_month: April\n' },
  },
  weekday: {
    code: 'cnf/weekday',
    title: 'Not a weekday',
    severity: 'error',
    confidence: 'documented',
    message:
      "{value} is not a weekday. '{name}' takes an English name (Sunday), its first three letters (Sun) or a number from 1 (Sunday) to 7 (Saturday); capitals matter. {consequence}",
    page: 'Weekdays are English names, their first three letters, or numbers with 1 for Sunday. The 2.0 guide says that the names are case-sensitive.',
    example: { file: default_, bad: 'dst_start_day_of_week: sunday\n', good: 'dst_start_day_of_week: Sunday\n' },
  },
  timeZone: {
    code: 'cnf/time-zone',
    title: 'Unknown time zone',
    severity: 'warning',
    confidence: 'model',
    message:
      '{value} is not a time zone that these phones are known to have. The clock will most likely be wrong. Choose one of the list, such as GMT, CET or EST.',
    page: 'The phone has a fixed list of zones with abbreviations of its own. Names of the time zone database (`Europe/Paris`) and offsets do not work.',
    example: { file: default_, bad: 'time_zone: MEZ\n', good: 'time_zone: CET\n' },
  },
  misleadingTimeZone: {
    code: 'cnf/misleading-time-zone',
    title: 'Time zone that means something else',
    severity: 'information',
    confidence: 'inferred',
    message:
      'On these phones {value} is UTC{offset} ({about}), not {misleading}. If that is what you mean, all is well; else choose another zone.',
    page: "Some of the phone's abbreviations mean another zone than most people read: BST is three hours behind Greenwich here, not British Summer Time.",
    example: { file: default_, bad: 'time_zone: BST\n', good: 'time_zone: GMT\n' },
  },
  dialTemplateExtension: {
    code: 'cnf/dial-template-extension',
    title: 'Extension in dial_template',
    severity: 'warning',
    confidence: 'inferred',
    message:
      "The phone adds '.xml' to the name by itself and would ask for '{value}.xml'. It then has no dial plan: every number waits for the ten-second timeout. Write '{expected}'.",
    page: 'The file name in `dial_template` has no extension; the phone appends `.xml`. Later phones of the 79x1 family want the extension, which is where the mistake comes from.',
    example: { file: default_, bad: 'dial_template: dialplan.xml\n', good: 'dial_template: dialplan\n' },
  },
  imageExtension: {
    code: 'cnf/image-extension',
    title: 'Extension in image_version',
    severity: 'warning',
    confidence: 'inferred',
    message:
      "The name of a load has no extension here; the phone adds it by itself and would not find '{value}'. Write '{expected}'.",
    page: '`image_version` names the load, not a file: the phone appends `.bin`, `.sbn` or `.loads` as its release needs.',
    example: { file: default_, bad: 'image_version: P0S3-8-12-00.loads\n', good: 'image_version: P0S3-8-12-00\n' },
  },
  imageBlank: {
    code: 'cnf/image-blank',
    title: 'Blank in image_version',
    severity: 'warning',
    confidence: 'inferred',
    message:
      'There is a blank in the name of the load. The phone asks the TFTP server for a file with that very name, blank included, and does not find it. Remove the blank.',
    page: 'The name of the load must be, character for character, the name of the files in the TFTP folder.',
    example: { file: default_, bad: 'image_version: "P0S3-8-12-00 "\n', good: 'image_version: "P0S3-8-12-00"\n' },
  },
  imageName: {
    code: 'cnf/image-name',
    title: 'Unusual name of a load',
    severity: 'hint',
    confidence: 'samples',
    message:
      '{value} {problem}. SIP loads are called P0S3-8-12-00, or P0S30202 up to release 2. If no such files lie in the TFTP folder the phone keeps its old load.',
    page: 'A SIP load of these phones is named `P0S3-xx-y-zz`, up to release 2 `P0S3xxyy`. `P003-…` is the loader that goes into OS79XX.TXT, `P003xxyyzzww` an SCCP load, `P0M3…` an MGCP load.',
    example: { file: default_, bad: 'image_version: P003-8-12-00\n', good: 'image_version: P0S3-8-12-00\n' },
  },
  lineNameHost: {
    code: 'cnf/line-name-host',
    title: 'Host in a line name',
    severity: 'warning',
    confidence: 'documented',
    message:
      "'{name}' is the number or user part alone, without '@' and host: the phone adds its proxy's address, and would register a name that the proxy does not know. Remove everything from the '@' on.",
    page: 'The line name is the user part of the SIP address. The host comes from `proxy1_address` (or the proxy of that line).',
    example: { file: phone, bad: 'line1_name: 2001@pbx.example.net\n', good: 'line1_name: 2001\n' },
  },
  lineNameDash: {
    code: 'cnf/line-name-dash',
    title: 'Hyphen in a number',
    severity: 'hint',
    confidence: 'documented',
    message:
      "Cisco's guide wants numbers without hyphens in '{name}'. If the proxy really knows this user by a name with a hyphen, all is well; else remove it.",
    page: 'A telephone number as line name is written without hyphens: `5551234`, not `555-1234`.',
    example: { file: phone, bad: 'line1_name: 555-1234\n', good: 'line1_name: 5551234\n' },
  },

  // Values that do not fit together
  mediaPorts: {
    code: 'cnf/media-ports',
    title: 'Media ports in the wrong order',
    severity: 'warning',
    confidence: 'inferred',
    message:
      '{lower} ({lowerValue}) must be less than {upper} ({upperValue}): the phone has no port left for the voice. Exchange or correct them.',
    page: 'The two parameters are the first and the last UDP port that the phone uses for RTP. With an empty range calls may have no sound.',
    example: {
      file: default_,
      bad: 'start_media_port: 20000\nend_media_port: 16384\n',
      good: 'start_media_port: 16384\nend_media_port: 20000\n',
    },
  },
  timerOrder: {
    code: 'cnf/timer-order',
    title: 'SIP timers in the wrong order',
    severity: 'warning',
    confidence: 'documented',
    message:
      '{upper} ({upperValue} ms) must be greater than {lower} ({lowerValue} ms), says the guide: it is the longest time between two repeats, {lower} the first. The defaults are 500 and 4000.',
    page: 'The phone repeats an unanswered request after T1 and doubles the pause each time until T2 is reached.',
    example: { file: default_, bad: 'timer_t1: 4000\ntimer_t2: 500\n', good: 'timer_t1: 500\ntimer_t2: 4000\n' },
  },
  registerDelta: {
    code: 'cnf/register-delta',
    title: 'Registers again before it expires',
    severity: 'warning',
    confidence: 'inferred',
    message:
      '{lower} ({lowerValue} s) must be well below {upper} ({upperValue} s): the phone registers again that long before the registration ends, so it would do so all the time.',
    page: 'The delta is how many seconds before its end the phone renews a registration.',
    example: {
      file: default_,
      bad: 'timer_register_expires: 60\ntimer_register_delta: 60\n',
      good: 'timer_register_expires: 60\ntimer_register_delta: 5\n',
    },
  },
  dstBothRules: {
    code: 'cnf/dst-both-rules',
    title: 'Two rules for daylight saving',
    severity: 'warning',
    confidence: 'documented',
    message:
      "'{day}' is {value}, so the phone changes the clock on that day of the month and ignores the weekday rule ({ignored}). Set '{day}' to 0 to use the weekday rule, or remove the weekday rule.",
    page: 'Daylight saving starts and stops either on a day of the month or on a weekday of a week. A day other than 0 takes precedence, so the clock changes on the same date every year.',
    example: {
      file: default_,
      bad: 'dst_stop_month: October\ndst_stop_day: 20\ndst_stop_day_of_week: Sunday\ndst_stop_week_of_month: 8\n',
      good: 'dst_stop_month: October\ndst_stop_day: 0\ndst_stop_day_of_week: Sunday\ndst_stop_week_of_month: 8\n',
    },
  },
  sntpServerNeeded: {
    code: 'cnf/sntp-server-needed',
    title: 'Unicast without a time server',
    severity: 'warning',
    confidence: 'documented',
    message:
      "'{name}' is '{value}', so the phone asks only the server in {needs}, and none is set{where}. The clock stays wrong. Set {needs}, or another mode.",
    page: 'In unicast mode the phone sends its requests to `sntp_server` and listens to nobody else.',
    example: {
      file: default_,
      bad: 'sntp_mode: unicast\nsntp_server: ""\n',
      good: 'sntp_mode: unicast\nsntp_server: 192.0.2.123\n',
    },
  },
  natAddressNeeded: {
    code: 'cnf/nat-address-needed',
    title: 'NAT without an address',
    severity: 'hint',
    confidence: 'inferred',
    message:
      "'{name}' is {value}, so the phone puts {needs} into its messages, and none is set{where}. It then has no public address to tell. Set {needs}, or nat_received_processing to 1, or '{name}' to 0.",
    page: 'With NAT enabled the phone tells others to reach it at `nat_address`. It can learn that address from the answers of the proxy when `nat_received_processing` is 1. With neither, what it puts there is not documented.',
    example: {
      file: default_,
      bad: 'nat_enable: 1\nnat_address: ""\n',
      good: 'nat_enable: 1\nnat_address: 203.0.113.5\n',
    },
  },
  lineIncomplete: {
    code: 'cnf/line-incomplete',
    title: 'Line without its login',
    severity: 'warning',
    confidence: 'documented',
    message:
      'Line {number} has a name but no {missing}{where}, and {when}: the proxy will most likely refuse the registration. Add {add}.',
    page: 'A line registers with `lineN_authname` and `lineN_password`. Where a line has none of its own the phone uses those of line 1. If your proxy asks for no password, silence this rule.',
    example: {
      file: phone,
      bad: 'proxy_register: 1\nline1_name: 2001\n',
      good: 'proxy_register: 1\nline1_name: 2001\nline1_authname: 2001\nline1_password: "change-me"\n',
    },
  },
  lineWithoutName: {
    code: 'cnf/line-without-name',
    title: 'Line without a name',
    severity: 'hint',
    confidence: 'documented',
    message:
      "Line {number} has no {line}{where}, so the phone does not use the line and '{name}' has no effect. Add {line}, or remove the entry.",
    page: 'A line exists once `lineN_name` is set; its other entries do nothing without it.',
    example: { file: phone, bad: 'line2_authname: 2002\n', good: 'line2_name: 2002\nline2_authname: 2002\n' },
  },

  // Access
  defaultPassword: {
    code: 'cnf/default-password',
    title: 'Default password',
    severity: 'hint',
    confidence: 'stock-file',
    message:
      'This is the password that every phone leaves the factory with: anyone can unlock the settings or log in by telnet. Choose another one.',
    page: 'The default password of these phones is printed in every manual.',
    example: { file: default_, bad: 'phone_password: "cisco"\n', good: 'phone_password: "tr0mb0ne-7"\n' },
  },
  shortPassword: {
    code: 'cnf/short-password',
    title: 'Short password',
    severity: 'hint',
    confidence: 'inferred',
    message:
      "The value of '{name}' has fewer than {shortest} characters. The phone takes it; but programs that try all short passwords find it soon. Choose a longer one; that of a line has to be the same at the server.",
    page: 'The server that lines register at can be asked by anybody who reaches it, and programs that try passwords by the thousand are always at work on the Internet. The phones ask for no length; eight characters are what the advice of NIST (SP 800-63B) asks for at the least where people choose passwords. Nobody has to remember the password of a line, so it may as well be long and random.\n\nThe password that phones are delivered with is `cnf/default-password`.',
    example: {
      file: phone,
      bad: 'line1_name: 2001\nline1_password: "2001"\n',
      good: 'line1_name: 2001\nline1_password: "q7w-hollow-29"\n',
    },
  },
  telnetPrivileged: {
    code: 'cnf/telnet-privileged',
    title: 'Telnet with privileged commands',
    severity: 'hint',
    confidence: 'stock-file',
    message:
      'This telnet level lets whoever knows the password run privileged commands on the phone over an unencrypted connection. Set it to 0 when you are done.',
    page: 'Telnet sends the password in clear. Level 2 is for fault-finding.',
    example: { file: default_, bad: 'telnet_level: 2\n', good: 'telnet_level: 0\n' },
  },

  // The file
  fileName: {
    code: 'cnf/file-name',
    title: 'Name of the file',
    severity: 'warning',
    wholeFile: true,
    confidence: 'samples',
    message: '{problem} The phone will not find this file. {mend}',
    page: 'A phone asks for `SIPDefault.cnf` and for `SIP` + its MAC address (twelve hexadecimal digits in capitals, no separators) + `.cnf`. Most TFTP servers tell capitals from small letters.',
    example: { file: 'SIP00-11-22-33-44-55.cnf', bad: '# Desk 1\n', good: '# Desk 1\n', goodFile: phone },
  },
}) satisfies Record<string, Rule>;
