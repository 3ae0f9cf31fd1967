/** Everything that a check of a dial plan can report. */

import { type Rule, ruleTable } from '../rules.ts';
import { limits } from './facts.ts';

const stack =
  "\n\nThis was read in the source of Cisco's SIP stack, the code family of these phones from release 8.x on. " +
  'Older releases may be more tolerant.';

const without =
  `Without a plan the phone dials ${limits.defaultTimeoutSeconds} seconds after the last digit, or when # is pressed, ` +
  'and sends the digits as they were dialled.';

function plan(...lines: string[]): string {
  return ['<DIALTEMPLATE>', ...lines.map((line) => `  ${line}`), '</DIALTEMPLATE>', ''].join('\n');
}

function example(bad: string, good: string): Rule['example'] {
  return { file: 'dialplan.xml', bad, good };
}

const many = Array.from({ length: 200 }, (_, index) => `<TEMPLATE MATCH="${1000 + index}......" Timeout="0"/>`);

const emergencyNumbers =
  'The emergency numbers are those of the country that `cisco.dialPlan.country` names, and those that the plan itself ' +
  'sends to the emergency server with `Route="emergency"`. The numbers of the countries stand in ' +
  '`schemas/emergency-numbers.json` with their sources; they come from public lists and may be wrong or out of date. ' +
  'No check replaces a test call, agreed with those who answer it.';

export const rules = ruleTable({
  'missing-root': {
    code: 'dialplan/missing-root',
    title: 'DIALTEMPLATE is missing',
    severity: 'error',
    confidence: 'stack',
    message:
      'No <DIALTEMPLATE> stands before the templates. For the phone a TEMPLATE outside of it is an error, and it throws the whole plan away. Put <DIALTEMPLATE> before the first TEMPLATE and </DIALTEMPLATE> behind the last one.',
    page: `All TEMPLATE lines belong between \`<DIALTEMPLATE>\` and \`</DIALTEMPLATE>\`. Old how-to pages show plans that lack the first line. The phone counts each TEMPLATE outside as an error, and one error is enough for it to drop the plan. ${without}${stack}`,
    example: example('<TEMPLATE MATCH="*" Timeout="5"/>\n</DIALTEMPLATE>\n', plan('<TEMPLATE MATCH="*" Timeout="5"/>')),
  },
  'root-not-closed': {
    code: 'dialplan/root-not-closed',
    title: 'DIALTEMPLATE is not closed',
    severity: 'warning',
    confidence: 'stack',
    message:
      '<DIALTEMPLATE> is not closed. The phone reads the templates nevertheless, but the file may have lost its end. Close it with </DIALTEMPLATE> behind the last TEMPLATE.',
    page: `The phone reads on to the end of the file and does not miss the end tag. It is still worth a look: a file that lacks it was often cut off on its way, and the templates that stood at its end are gone.${stack}`,
    example: example(
      '<DIALTEMPLATE>\n  <TEMPLATE MATCH="*" Timeout="5"/>\n',
      plan('<TEMPLATE MATCH="*" Timeout="5"/>'),
    ),
  },
  'template-outside-root': {
    code: 'dialplan/template-outside-root',
    title: 'TEMPLATE outside of DIALTEMPLATE',
    severity: 'error',
    confidence: 'stack',
    message:
      'This TEMPLATE stands outside of <DIALTEMPLATE>. For the phone that is an error, and it throws the whole plan away. Move it between <DIALTEMPLATE> and </DIALTEMPLATE>.',
    page: `Templates count only between \`<DIALTEMPLATE>\` and \`</DIALTEMPLATE>\`. One that stands before or behind does not just go unread: it makes the phone drop the plan. ${without}${stack}`,
    example: example(
      `${plan('<TEMPLATE MATCH="9......." Timeout="0"/>')}<TEMPLATE MATCH="*" Timeout="5"/>\n`,
      plan('<TEMPLATE MATCH="9......." Timeout="0"/>', '<TEMPLATE MATCH="*" Timeout="5"/>'),
    ),
  },
  'template-not-closed': {
    code: 'dialplan/template-not-closed',
    title: 'TEMPLATE is not closed',
    severity: 'error',
    confidence: 'stack',
    message:
      'This TEMPLATE is not closed. The phone expects /> at its end, or </TEMPLATE> right behind its >, and throws the whole plan away when there is none. End it with />.',
    page: `A template is either \`<TEMPLATE …/>\` or \`<TEMPLATE …></TEMPLATE>\` with nothing but white space in between. A \`>\` alone leaves it open, and the phone stumbles over whatever comes next. ${without}${stack}`,
    example: example(
      plan('<TEMPLATE MATCH="9......." Timeout="0">', '<TEMPLATE MATCH="*" Timeout="5"/>'),
      plan('<TEMPLATE MATCH="9......." Timeout="0"/>', '<TEMPLATE MATCH="*" Timeout="5"/>'),
    ),
  },
  'template-letter-case': {
    code: 'dialplan/template-letter-case',
    title: 'TEMPLATE in small letters',
    severity: 'warning',
    confidence: 'stack',
    message:
      '<{name}> is not written in capitals. The phone skips it without a word, so the rule does not exist. Write <TEMPLATE>.',
    page: `The name of this one element must be in capitals. Attribute names and DIALTEMPLATE may be written as you like, which makes this slip hard to see: the file loads without an error, but the rule is not there.${stack}`,
    example: example(
      plan('<template match="9......." timeout="0"/>', '<TEMPLATE MATCH="*" Timeout="5"/>'),
      plan('<TEMPLATE match="9......." timeout="0"/>', '<TEMPLATE MATCH="*" Timeout="5"/>'),
    ),
  },
  'unknown-element': {
    code: 'dialplan/unknown-element',
    title: 'Unknown element',
    severity: 'warning',
    confidence: 'stack',
    message: 'A dial plan has no <{name}>. The phone skips it. {mend}',
    page: `A dial plan consists of DIALTEMPLATE and the TEMPLATE lines in it; a CallManager also writes a versionStamp. The phone skips everything else.${stack}`,
    example: example(
      plan('<TEMPLAT MATCH="9......." Timeout="0"/>', '<TEMPLATE MATCH="*" Timeout="5"/>'),
      plan('<TEMPLATE MATCH="9......." Timeout="0"/>', '<TEMPLATE MATCH="*" Timeout="5"/>'),
    ),
  },
  'unknown-attribute': {
    code: 'dialplan/unknown-attribute',
    title: 'Unknown attribute',
    severity: 'error',
    confidence: 'stack',
    message:
      'A TEMPLATE has no attribute "{name}". For the phone it is an error, and it throws the whole plan away. {mend}',
    page: `A template knows MATCH, Timeout, User, Rewrite, Route, Tone and Line, in capital or small letters. A word that is none of them is not skipped: the phone drops the plan. ${without}${stack}`,
    example: example(plan('<TEMPLATE MATCH="*" TimeOut_="5"/>'), plan('<TEMPLATE MATCH="*" TimeOut="5"/>')),
  },
  'single-quotes': {
    code: 'dialplan/single-quotes',
    title: 'Wrong quotes',
    severity: 'error',
    confidence: 'stack',
    message:
      'The value of {name} does not stand in double quotes. The phone knows no other quotes and throws the whole plan away. Write {name}="{value}".',
    page: `XML allows single quotes too, but the phone is no XML parser: only \`"\` begins and ends a value. The rounded quotes that word processors and web pages put in do not count either. ${without}${stack}`,
    example: example(plan(`<TEMPLATE MATCH='*' Timeout="5"/>`), plan('<TEMPLATE MATCH="*" Timeout="5"/>')),
  },
  'unquoted-value': {
    code: 'dialplan/unquoted-value',
    title: 'Value without quotes',
    severity: 'error',
    confidence: 'stack',
    message:
      'The value of {name} stands in no quotes. The phone cannot read it and throws the whole plan away. Write {name}="{value}".',
    page: `Every value stands in double quotes, numbers too. ${without}${stack}`,
    example: example(plan('<TEMPLATE MATCH="*" Timeout=5/>'), plan('<TEMPLATE MATCH="*" Timeout="5"/>')),
  },
  'missing-quote': {
    code: 'dialplan/missing-quote',
    title: 'Missing quote',
    severity: 'error',
    confidence: 'stack',
    message:
      'One of the two quotes around the value of {name} is missing. The phone takes everything up to the next quote, further down, for the value, stumbles, and throws the whole plan away. Write {name}="{value}".',
    page: `A value begins at one \`"\` and ends at the next, wherever that is. When one is missing, the quotes of all that follows are the wrong way round. ${without}${stack}`,
    example: example(plan('<TEMPLATE MATCH="* Timeout="5"/>'), plan('<TEMPLATE MATCH="*" Timeout="5"/>')),
  },
  'attribute-without-value': {
    code: 'dialplan/attribute-without-value',
    title: 'Attribute without value',
    severity: 'error',
    confidence: 'stack',
    message:
      '{name} is not followed by = and a value in double quotes. The phone cannot read the template and throws the whole plan away. Write {name}="…", or remove it.',
    page: `Each attribute is a name, \`=\` and a value in double quotes. ${without}${stack}`,
    example: example(plan('<TEMPLATE MATCH="*" Timeout/>'), plan('<TEMPLATE MATCH="*" Timeout="5"/>')),
  },
  'stray-character': {
    code: 'dialplan/stray-character',
    title: 'Stray character in a TEMPLATE',
    severity: 'error',
    confidence: 'stack',
    message:
      'In a TEMPLATE there is no place for "{text}". The phone cannot read the template and throws the whole plan away. Remove it.',
    page: `Between \`<TEMPLATE\` and \`/>\` the phone accepts attributes and white space only. Between two templates it does not mind stray text. ${without}${stack}`,
    example: example(plan('<TEMPLATE MATCH="*", Timeout="5"/>'), plan('<TEMPLATE MATCH="*" Timeout="5"/>')),
  },
  'stray-quote': {
    code: 'dialplan/stray-quote',
    title: 'Stray quote between templates',
    severity: 'warning',
    confidence: 'stack',
    message:
      'A double quote stands outside of a TEMPLATE. The phone takes everything up to the next double quote for text, the tags in it too, so templates are lost. Remove it or move it.',
    page: `The phone looks for pairs of double quotes everywhere, also in the text between templates and in what is left of a comment behind its first \`>\`. A single one pairs up with the first quote of the next template, and what lies between is skipped.${stack}`,
    example: example(
      plan('3" cable', '<TEMPLATE MATCH="9......." Timeout="0"/>', '<TEMPLATE MATCH="*" Timeout="5"/>'),
      plan('3 inch cable', '<TEMPLATE MATCH="9......." Timeout="0"/>', '<TEMPLATE MATCH="*" Timeout="5"/>'),
    ),
  },
  'duplicate-attribute': {
    code: 'dialplan/duplicate-attribute',
    title: 'Attribute given twice',
    severity: 'warning',
    confidence: 'stack',
    message: '{name} stands in this TEMPLATE more than once. The phone uses only the last one. Remove this one.',
    page: `Only Tone may be repeated, once for each comma in MATCH. Of all other attributes the phone keeps the last value.${stack}`,
    example: example(plan('<TEMPLATE MATCH="*" Timeout="3" Timeout="5"/>'), plan('<TEMPLATE MATCH="*" Timeout="5"/>')),
  },
  entity: {
    code: 'dialplan/entity',
    title: 'Entity in a value',
    severity: 'warning',
    confidence: 'stack',
    message:
      '{entity} stands for {character} in XML, but not here. The phone takes it as the {length} characters that it is. {mend}',
    page: `The phone does not decode entities such as \`&amp;\` or \`&#42;\`. Write the character itself. A double quote cannot be part of a value at all.${stack}`,
    example: example(plan('<TEMPLATE MATCH="\\&#42;97" Timeout="0"/>'), plan('<TEMPLATE MATCH="\\*97" Timeout="0"/>')),
  },
  'value-too-long': {
    code: 'dialplan/value-too-long',
    title: 'Value too long',
    severity: 'warning',
    confidence: 'stack',
    message:
      'The value of {name} is longer than {limit} characters. The phone cuts it without a word; what remains is "{kept}". Make it shorter.',
    page: `The phone has room for ${limits.valueCharacters} characters in a value (a letter outside of ASCII takes two or more). What is beyond is lost without a message, and the rule does something else than it says.${stack}`,
    example: example(
      plan(
        `<TEMPLATE MATCH="9......." Rewrite="sip:%1@a-very-long-host-name%.in-a-long-department-name%.example%.com"/>`,
      ),
      plan('<TEMPLATE MATCH="9......." Rewrite="sip:%1@pbx%.example%.com"/>'),
    ),
  },
  'file-too-large': {
    code: 'dialplan/file-too-large',
    title: 'File too large',
    severity: 'error',
    wholeFile: true,
    confidence: 'stack',
    message:
      'The file has {bytes} bytes; the phone has room for {limit}. What stands from here on does not fit, and the phone cannot use a plan that it gets only in part. Remove comments, indentation and templates until it fits.',
    page: `The phone loads the dial plan into a buffer of 8 KiB, of which ${limits.fileBytes} bytes can be used. There is no limit on the number of templates other than this one. White space and comments count too.${stack}`,
    example: example(plan(...many), plan('<TEMPLATE MATCH="1........." Timeout="0"/>')),
  },
  'comment-ends-early': {
    code: 'dialplan/comment-ends-early',
    title: 'Comment that ends too early',
    severity: 'warning',
    confidence: 'stack',
    message:
      'This {element} is not commented out. For the phone a comment is over at its first >, so the {element} is in force. Give each element a comment of its own.',
    page: `The phone does not look for \`-->\`: a comment begins with \`<!\` and ends at the very next \`>\`. With a single template in the comment that happens to work. From the second one on everything in it is live.${stack}`,
    example: example(
      plan(
        '<!-- <TEMPLATE MATCH="8......." Timeout="0"/>',
        '     <TEMPLATE MATCH="9......." Timeout="0"/> -->',
        '<TEMPLATE MATCH="*" Timeout="5"/>',
      ),
      plan(
        '<!-- <TEMPLATE MATCH="8......." Timeout="0"/> -->',
        '<!-- <TEMPLATE MATCH="9......." Timeout="0"/> -->',
        '<TEMPLATE MATCH="*" Timeout="5"/>',
      ),
    ),
  },
  'unsupported-markup': {
    code: 'dialplan/unsupported-markup',
    title: 'Markup the phone does not know',
    severity: 'warning',
    confidence: 'stack',
    message: 'The phone does not know {markup}. It skips it{extent}. Remove it.',
    page: `The phone is no XML parser. It skips a DOCTYPE and the beginning of a CDATA section up to the first \`>\`, and it does not see an element whose name has a prefix, such as \`<x:TEMPLATE>\`.${stack}`,
    example: example(
      `<!DOCTYPE DIALTEMPLATE SYSTEM "dialplan.dtd">\n${plan('<TEMPLATE MATCH="*" Timeout="5"/>')}`,
      plan('<TEMPLATE MATCH="*" Timeout="5"/>'),
    ),
  },
  'version-stamp': {
    code: 'dialplan/version-stamp',
    title: 'versionStamp cannot be read',
    severity: 'error',
    confidence: 'stack',
    message:
      'This versionStamp cannot be read. It must stand inside DIALTEMPLATE and hold one word of letters, digits and hyphens, in braces or not, closed by </versionStamp>. The phone throws the whole plan away. Correct it, or remove it: only a CallManager needs it.',
    page: `A CallManager marks its plans with \`<versionStamp>{…}</versionStamp>\`, up to ${limits.versionStampCharacters} characters. A phone on another PBX does not need it, but it reads it, and a wrong one counts as an error. ${without}${stack}`,
    example: example(
      plan('<versionStamp></versionStamp>', '<TEMPLATE MATCH="*" Timeout="5"/>'),
      plan('<versionStamp>{0123-4567}</versionStamp>', '<TEMPLATE MATCH="*" Timeout="5"/>'),
    ),
  },
  'timeout-not-a-number': {
    code: 'dialplan/timeout-not-a-number',
    title: 'Timeout is not a number',
    severity: 'warning',
    confidence: 'stack',
    message:
      'Timeout "{value}" is not a whole number. The phone reads it as {seconds}. Write whole seconds, such as "5".',
    page: `The phone reads as many digits as stand at the beginning and leaves the rest; without a digit at the beginning the Timeout is 0, which dials at once.${stack}`,
    example: example(plan('<TEMPLATE MATCH="*" Timeout="five"/>'), plan('<TEMPLATE MATCH="*" Timeout="5"/>')),
  },
  'timeout-negative': {
    code: 'dialplan/timeout-negative',
    title: 'Negative Timeout',
    severity: 'error',
    confidence: 'stack',
    message:
      'Timeout "{value}" is below 0. For the phone that is an error, and it throws the whole plan away. Write 0 to dial at once, or the seconds to wait.',
    page: `A Timeout is a number of seconds, 0 or more. ${without}${stack}`,
    example: example(plan('<TEMPLATE MATCH="*" Timeout="-1"/>'), plan('<TEMPLATE MATCH="*" Timeout="0"/>')),
  },
  'user-value': {
    code: 'dialplan/user-value',
    title: 'Unknown value of User',
    severity: 'error',
    confidence: 'stack',
    message:
      'User cannot be "{value}". For the phone that is an error, and it throws the whole plan away. Write {choices}, or remove the attribute.',
    page: `User decides which \`user=\` mark the called address gets. Capital and small letters make no difference, but an empty value, a blank in it or any other word is an error. ${without}${stack}`,
    example: example(
      plan('<TEMPLATE MATCH="*" Timeout="5" User="Telephone"/>'),
      plan('<TEMPLATE MATCH="*" Timeout="5" User="Phone"/>'),
    ),
  },
  'route-value': {
    code: 'dialplan/route-value',
    title: 'Unknown value of Route',
    severity: 'error',
    confidence: 'stack',
    message:
      'Route cannot be "{value}". For the phone that is an error, and it throws the whole plan away. Write {choices}, or remove the attribute.',
    page: `Route decides which server gets the call. It is no address: the server of \`emergency\` is set as proxy_emergency in the configuration file, and \`FQDN\` takes the host from Rewrite. ${without}${stack}`,
    example: example(
      plan('<TEMPLATE MATCH="911" Timeout="0" Route="10.1.1.1"/>'),
      plan('<TEMPLATE MATCH="911" Timeout="0" Route="emergency"/>'),
    ),
  },
  'tone-unknown': {
    code: 'dialplan/tone-unknown',
    title: 'Unknown tone',
    severity: 'error',
    confidence: 'stack',
    message: 'There is no tone "{value}". For the phone that is an error, and it throws the whole plan away. {mend}',
    page: `Tones go by fixed names such as Bellcore-Outside or Cisco-ZipZip. Capital and small letters make no difference; an empty value means the usual outside dial tone. ${without}${stack}`,
    example: example(
      plan('<TEMPLATE MATCH="9,......." Timeout="0" Tone="Bellcore-Outsid"/>'),
      plan('<TEMPLATE MATCH="9,......." Timeout="0" Tone="Bellcore-Outside"/>'),
    ),
  },
  'too-many-tones': {
    code: 'dialplan/too-many-tones',
    title: 'Too many tones',
    severity: 'error',
    confidence: 'stack',
    message:
      'This TEMPLATE has more than {limit} Tone attributes. For the phone that is an error, and it throws the whole plan away. Remove this one.',
    page: `A rule can have up to ${limits.tones} tones, one for each comma in MATCH. ${without}${stack}`,
    example: example(
      plan(`<TEMPLATE MATCH="9,1,2,3,4" ${'Tone="Cisco-Zip" '.repeat(limits.tones + 1)}/>`),
      plan(`<TEMPLATE MATCH="9,1,2,3,4" ${'Tone="Cisco-Zip" '.repeat(limits.tones)}/>`),
    ),
  },
  'tones-without-comma': {
    code: 'dialplan/tones-without-comma',
    title: 'Tone without a comma',
    severity: 'warning',
    confidence: 'stack',
    message:
      'This Tone has no comma in MATCH that it could belong to. The phone never plays it. Put a comma where the tone should begin, or remove the Tone.',
    page: `A Tone is played where MATCH has a comma: the first Tone at the first comma, and so on. Several commas in a row count as one.${stack}`,
    example: example(
      plan('<TEMPLATE MATCH="9......." Timeout="0" Tone="Cisco-Zip"/>'),
      plan('<TEMPLATE MATCH="9,......." Timeout="0" Tone="Cisco-Zip"/>'),
    ),
  },
  'line-attribute': {
    code: 'dialplan/line-attribute',
    title: 'Line is not documented for these phones',
    severity: 'hint',
    confidence: 'stack',
    message:
      "Cisco's guides for releases up to 7.x do not list Line. Older firmware may take it for an error or apply the rule to all lines. Test it on your release, or leave it out.",
    page: `Line limits a rule to one of the phone's lines. It is in Cisco's published SIP stack, but not among the attributes of the guide for 6.x and 7.x. In which release it came is not known.${stack}`,
    example: example(plan('<TEMPLATE MATCH="*" Timeout="5" Line="1"/>'), plan('<TEMPLATE MATCH="*" Timeout="5"/>')),
  },
  'line-not-a-number': {
    code: 'dialplan/line-not-a-number',
    title: 'Line is not a line number',
    severity: 'warning',
    confidence: 'stack',
    message: 'Line "{value}" is not the number of a line. The phone reads it as {line}. Write 1 for the first line.',
    page: `The phone reads as many digits as stand at the beginning and leaves the rest, and it keeps the number in one byte. 0 means all lines.${stack}`,
    example: example(
      plan('<TEMPLATE MATCH="*" Timeout="5" Line="first"/>'),
      plan('<TEMPLATE MATCH="*" Timeout="5" Line="1"/>'),
    ),
  },
  'match-missing': {
    code: 'dialplan/match-missing',
    title: 'TEMPLATE without MATCH',
    severity: 'warning',
    confidence: 'stack',
    message:
      'This TEMPLATE has no MATCH. No number that is dialled fits it, so the phone never uses it. Say in MATCH which numbers it is for.',
    page: `MATCH is the pattern the dialled digits are compared with. Without it the pattern is empty, and no digit fits an empty pattern.${stack}`,
    example: example(plan('<TEMPLATE Timeout="5"/>'), plan('<TEMPLATE MATCH="*" Timeout="5"/>')),
  },
  'match-empty': {
    code: 'dialplan/match-empty',
    title: 'Empty MATCH',
    severity: 'information',
    confidence: 'stack',
    message:
      'MATCH is empty. In later firmware this calls the number in Rewrite as soon as the handset is lifted, or when Timeout is over; on the 7940 and 7960 that is not proved. Test it on your release, or write a pattern.',
    page: `An empty pattern makes a hotline (Timeout 0) or a warm line (a Timeout above 0) in later members of the family, which then call the number in Rewrite. Digits never fit it.${stack}`,
    example: example(
      plan('<TEMPLATE MATCH="" Timeout="0" Rewrite="100"/>'),
      plan('<TEMPLATE MATCH="100" Timeout="0"/>'),
    ),
  },
  'pattern-never-matches': {
    code: 'dialplan/pattern-never-matches',
    title: 'Pattern that no digits fit',
    severity: 'warning',
    confidence: 'stack',
    message:
      'MATCH knows no wildcard {symbols}. The phone takes it for plain text, which no key produces, so this rule never applies. {mend}',
    page: `The wildcards of other dial plans do not exist here: \`[2-9]\`, \`X\`, \`N\`, \`Z\`, \`|\` and \`{3}\` stand for themselves. Only \`.\` (one key) and \`*\` (one or more keys) are wildcards. Letters do have a use, for addresses that are called from a list, so plain words are not reported.${stack}`,
    example: example(
      plan('<TEMPLATE MATCH="[2-9]XXX" Timeout="0"/>'),
      plan('<TEMPLATE MATCH="2..." Timeout="0"/>', '<TEMPLATE MATCH="3..." Timeout="0"/>'),
    ),
  },
  'unescaped-star': {
    code: 'dialplan/unescaped-star',
    title: 'Star that is a wildcard',
    severity: 'warning',
    confidence: 'stack',
    message:
      'The * in MATCH "{match}" is a wildcard. The phone applies the rule to every number that ends like this, such as 1{rest} and 12{rest}, not to the star key alone. Write "\\{match}" for the star key.',
    page: `\`*\` stands for one or more keys of any kind. The star key itself is \`\\*\`. The rule does work for the star key, which is why the slip goes unnoticed until a number that ends in the same digits is dialled too early.${stack}`,
    example: example(plan('<TEMPLATE MATCH="*97" Timeout="0"/>'), plan('<TEMPLATE MATCH="\\*97" Timeout="0"/>')),
  },
  'never-complete': {
    code: 'dialplan/never-complete',
    title: 'Pattern that is never complete',
    severity: 'warning',
    confidence: 'stack',
    message:
      'MATCH "{match}" is never complete: {why}. The phone waits for more until {seconds} seconds are over, and then dials without this rule. {mend}',
    page: `A comma takes no key, it only plays a tone until the next key is pressed: when nothing stands behind it, the phone waits for a key that never comes. A \`*\` takes every key up to the character that stands right behind it. A dot or a comma there is no character that can be dialled, so the \`*\` takes all the rest of the number and what stands behind it never has its turn. Of two \`*\` in a row the second may begin at a press of the star key at the most, which is hardly what was meant.${stack}`,
    example: example(
      plan('<TEMPLATE MATCH="9," Timeout="3"/>', '<TEMPLATE MATCH="*" Timeout="5"/>'),
      plan('<TEMPLATE MATCH="9,......." Timeout="0"/>', '<TEMPLATE MATCH="*" Timeout="5"/>'),
    ),
  },
  'never-wins': {
    code: 'dialplan/never-wins',
    title: 'Rule that never applies',
    severity: 'warning',
    confidence: 'stack',
    message:
      'No number gets to this rule: {number} fits it, for example, but {why}. Make the pattern more specific, or remove the rule.',
    page: `Of the rules that fit what was dialled, the one with the most keys written out wins; among equals one without wildcards before one with dots, one with dots before one with \`*\`, and then the first in the file. Here that leaves nothing to the rule: whatever fits it goes to another one, or goes out before it is complete.\n\nThis is not guessed from the look of the patterns. Every number that makes a difference to some rule is tried, and the message names one. It is a hint only when the rule that wins does exactly the same, so that nothing but tidiness is lost. A plan with very many overlapping wildcards is not looked through.${stack}`,
    example: example(
      plan('<TEMPLATE MATCH="91......" Timeout="0"/>', '<TEMPLATE MATCH="9,1......" Timeout="0" Rewrite="1%1"/>'),
      plan('<TEMPLATE MATCH="9,1......" Timeout="0" Rewrite="1%1"/>'),
    ),
  },
  'dialled-before': {
    code: 'dialplan/dialled-before',
    title: 'Rule that is dialled before it is complete',
    severity: 'warning',
    confidence: 'stack',
    message:
      'This rule never gets its number key by key: for {number} the phone dials {prefix} at once, by MATCH "{other}" in line {line}. Only a number that comes as a whole, as by redial or from a list, gets here. Give the shorter rule a Timeout, or other first digits.',
    page: `\`Timeout="0"\` dials as soon as the pattern is complete. Every number of a longer rule then goes out while it is still being dialled, cut off where the shorter one ends. It only works for numbers that reach the phone in one piece: keyed in before the handset is lifted and then dialled, dialled again, or called from a list.\n\nThe shorter rule can wait for a further key (\`Timeout="3"\`), or the two can be told apart by their first digits. A longer rule that only adds a \`#\` to the shorter one is a hint: nothing is lost but the rule.${stack}`,
    example: example(
      plan('<TEMPLATE MATCH="1..." Timeout="0"/>', '<TEMPLATE MATCH="1.........." Timeout="0"/>'),
      plan('<TEMPLATE MATCH="1..." Timeout="3"/>', '<TEMPLATE MATCH="1.........." Timeout="0"/>'),
    ),
  },
  'dials-early': {
    code: 'dialplan/dials-early',
    title: 'Numbers that go out too early',
    severity: 'information',
    confidence: 'stack',
    message:
      'About {percent} % of the numbers for this rule go out before they are complete: for {number} the phone dials {prefix} at once, by MATCH "{other}" in line {line}. Give the shorter rule a Timeout if these numbers exist.',
    page: `A shorter rule with \`Timeout="0"\` dials as soon as it is complete, also in the middle of a longer number that begins alike. The part is counted as if every digit were as likely as any other.\n\nMost plans lose a little this way, and on purpose: 911 and the other service codes, 0 for the operator, a first digit that local numbers never have. Up to a tenth is therefore never reported. Beyond that the plan may still be right, when no such numbers exist where you are: then silence it here.${stack}`,
    example: example(
      plan(
        '<TEMPLATE MATCH="2.." Timeout="0"/>',
        '<TEMPLATE MATCH="3.." Timeout="0"/>',
        '<TEMPLATE MATCH="......." Timeout="0"/>',
      ),
      plan(
        '<TEMPLATE MATCH="2.." Timeout="3"/>',
        '<TEMPLATE MATCH="3.." Timeout="3"/>',
        '<TEMPLATE MATCH="......." Timeout="0"/>',
      ),
    ),
  },
  'waits-for-longer': {
    code: 'dialplan/waits-for-longer',
    title: 'Timeout 0 that waits nevertheless',
    severity: 'information',
    confidence: 'stack',
    message:
      'About {percent} % of the numbers for this rule are not dialled at once: after {number} the phone waits {seconds} seconds for MATCH "{other}" in line {line}, which {reason}, and then dials without this rule. Make this pattern more specific if such numbers are dialled.',
    page: `A rule that is complete does not win while a better one may still be completed: one with more keys written out, or with as many and fewer wildcards. The phone then waits ${limits.interDigitSeconds} seconds for the next key, whatever Timeout the complete rule has, and dials what was pressed as it is, without Rewrite.\n\nUp to a tenth of the numbers of a rule is never reported: a longer code in the middle of shorter numbers is usually meant to be there.${stack}`,
    example: example(
      plan(
        '<TEMPLATE MATCH="2.." Timeout="0"/>',
        ...[...'01234'].map((d) => `<TEMPLATE MATCH="2${d}....." Timeout="0"/>`),
      ),
      plan('<TEMPLATE MATCH="2.." Timeout="0"/>', '<TEMPLATE MATCH="30....." Timeout="0"/>'),
    ),
  },
  'needless-timeout': {
    code: 'dialplan/needless-timeout',
    title: 'Timeout that only delays',
    severity: 'hint',
    confidence: 'stack',
    message:
      'No rule goes on from where this one is complete, so the phone waits {seconds} seconds for nothing. Write Timeout="0" to dial at once.',
    page: `A Timeout gives time for a further key. Where no other rule takes one, the call is only delayed. There may be a reason all the same: longer numbers that no rule describes, or time to hang up after a slip.${stack}`,
    example: example(
      plan('<TEMPLATE MATCH="2..." Timeout="5"/>', '<TEMPLATE MATCH="9,......." Timeout="0"/>'),
      plan('<TEMPLATE MATCH="2..." Timeout="0"/>', '<TEMPLATE MATCH="9,......." Timeout="0"/>'),
    ),
  },
  'no-catch-all': {
    code: 'dialplan/no-catch-all',
    title: 'No rule for most numbers',
    severity: 'hint',
    wholeFile: true,
    confidence: 'stack',
    message:
      'About {percent} % of all numbers fit no rule: {number}, for example, is dialled as it is, {seconds} seconds after its last digit. Add <TEMPLATE MATCH="*" Timeout="5"/> if such numbers are dialled.',
    page: `What no rule fits can still be dialled: the phone waits ${limits.interDigitSeconds} seconds, or for #, and sends the digits as they were pressed. A last rule with \`MATCH="*"\` shortens that wait. It takes nothing from the other rules, as \`*\` loses to every more specific pattern.\n\nReported when more than half of all seven-digit numbers fit no rule, nor begin with a number that fits one. For a phone that shall call a few numbers only that is as it should be.${stack}`,
    example: example(
      plan('<TEMPLATE MATCH="2..." Timeout="0"/>'),
      plan('<TEMPLATE MATCH="2..." Timeout="0"/>', '<TEMPLATE MATCH="*" Timeout="5"/>'),
    ),
  },
  'emergency-waits': {
    code: 'dialplan/emergency-waits',
    title: 'Emergency number that waits',
    severity: 'information',
    confidence: 'stack',
    message: '{numbers} {verb} dialled only after {seconds} seconds. {why} {mend}',
    page: `${emergencyNumbers}\n\nA number that can be complete should go out at once. A rule of its own with \`Timeout="0"\` sees to that, as a pattern without wildcards beats all others of its length. Longer numbers that begin alike are then cut off: where there are such numbers, a short wait is the better choice, and this can be silenced.${stack}`,
    example: example(
      plan('<TEMPLATE MATCH="112" Timeout="5" Route="emergency"/>', '<TEMPLATE MATCH="*" Timeout="5"/>'),
      plan('<TEMPLATE MATCH="112" Timeout="0" Route="emergency"/>', '<TEMPLATE MATCH="*" Timeout="5"/>'),
    ),
  },
  'emergency-cut-off': {
    code: 'dialplan/emergency-cut-off',
    title: 'Emergency number that is cut off',
    severity: 'warning',
    confidence: 'stack',
    message:
      '{numbers} cannot be dialled: the phone dials {prefix} at once, by this rule. Give the rule a Timeout, so that there is time for the next digit.',
    page: `${emergencyNumbers}\n\nA shorter rule with \`Timeout="0"\` is complete before the number is, and the phone calls the beginning of it.${stack}`,
    example: example(
      plan('<TEMPLATE MATCH="1" Timeout="0"/>', '<TEMPLATE MATCH="112" Timeout="0" Route="emergency"/>'),
      plan('<TEMPLATE MATCH="1" Timeout="3"/>', '<TEMPLATE MATCH="112" Timeout="0" Route="emergency"/>'),
    ),
  },
  'emergency-rewritten': {
    code: 'dialplan/emergency-rewritten',
    title: 'Emergency number that becomes another',
    severity: 'information',
    confidence: 'stack',
    message:
      '{numbers} {verb} sent as {sent}, by this Rewrite. If that is not your own desk for emergencies, give {them} a rule without Rewrite.',
    page: `${emergencyNumbers}\n\nA Rewrite that puts digits before the number, such as the one for an outside line, is not reported: the number is still there for the PBX. Here it is not.${stack}`,
    example: example(
      plan('<TEMPLATE MATCH="911" Timeout="0" Route="emergency" Rewrite="5000"/>'),
      plan('<TEMPLATE MATCH="911" Timeout="0" Route="emergency" Rewrite="9%s"/>'),
    ),
  },
  'emergency-prefix': {
    code: 'dialplan/emergency-prefix',
    title: 'Emergency number behind a prefix',
    severity: 'information',
    confidence: 'stack',
    message:
      '{numbers} {verb} dialled at once only behind {prefix}, by this rule. Without it the phone waits {seconds} seconds. Who needs help forgets the prefix: add a rule for the bare number.',
    page: `${emergencyNumbers}\n\nWhere an outside line has a prefix, both ways should work, with it and without.${stack}`,
    example: example(
      plan('<TEMPLATE MATCH="9,911" Timeout="0" Route="emergency"/>', '<TEMPLATE MATCH="*" Timeout="5"/>'),
      plan(
        '<TEMPLATE MATCH="911" Timeout="0" Route="emergency"/>',
        '<TEMPLATE MATCH="9,911" Timeout="0" Route="emergency"/>',
        '<TEMPLATE MATCH="*" Timeout="5"/>',
      ),
    ),
  },
  'needless-backslash': {
    code: 'dialplan/needless-backslash',
    title: 'Backslash without effect',
    severity: 'hint',
    confidence: 'stack',
    message: 'The backslash {place} has no effect here. {effect} Remove it.',
    page: `A backslash turns a wildcard into an ordinary character, and the star is the only one for which the guides name it. Before a digit it changes nothing, and at the very end of MATCH it stands for itself, which no key produces.${stack}`,
    example: example(plan('<TEMPLATE MATCH="\\9." Timeout="0"/>'), plan('<TEMPLATE MATCH="9." Timeout="0"/>')),
  },
  'rewrite-group': {
    code: 'dialplan/rewrite-group',
    title: 'Group that does not exist',
    severity: 'warning',
    confidence: 'documented',
    message:
      'MATCH has {groups}, so {group} stands for nothing. By the guide the phone sends nothing for it; by the published code it sends the digit {number}. Use a group that exists.',
    page: `\`%1\` to \`%5\` stand for what the wildcards of MATCH took, in order. A run of dots is one group, and each \`*\` is one. A group beyond the last is nothing by Cisco's guide; Cisco's published SIP stack puts the digit itself into the number. Neither is what was meant.`,
    example: example(
      plan('<TEMPLATE MATCH="9......." Timeout="0" Rewrite="%2"/>'),
      plan('<TEMPLATE MATCH="9......." Timeout="0" Rewrite="%1"/>'),
    ),
  },
  'rewrite-dots': {
    code: 'dialplan/rewrite-dots',
    title: 'More dots in Rewrite than in MATCH',
    severity: 'warning',
    confidence: 'stack',
    message:
      'Rewrite has {dots} but the wildcards of MATCH take only {taken}. The phone sends nothing for the dots that are left over. Give both the same number of dots.',
    page: `Each dot in Rewrite takes one of the characters that the wildcards of MATCH took. A dot for which none is left adds nothing, so the number sent is shorter than it looks. For a dot that is sent as a dot write \`%.\`.${stack}`,
    example: example(
      plan('<TEMPLATE MATCH="0,3......." Timeout="0" Rewrite="023........"/>'),
      plan('<TEMPLATE MATCH="0,3......." Timeout="0" Rewrite="023......."/>'),
    ),
  },
  'rewrite-host-dots': {
    code: 'dialplan/rewrite-host-dots',
    title: 'Dots of a host name in Rewrite',
    severity: 'warning',
    confidence: 'stack',
    message:
      'The dots in "{host}" are wildcards. The phone puts dialled digits in their places, or nothing, so the host is wrong. Write %. for a dot that is a dot.',
    page: `In Rewrite a dot takes the next character that the wildcards of MATCH took, also behind an \`@\`. The dots of a host name or an IP address are written \`%.\`.${stack}`,
    example: example(
      plan('<TEMPLATE MATCH="8*" Timeout="3" Rewrite="%1@pbx.example.com"/>'),
      plan('<TEMPLATE MATCH="8*" Timeout="3" Rewrite="%1@pbx%.example%.com"/>'),
    ),
  },
  'duplicate-match': {
    code: 'dialplan/duplicate-match',
    title: 'Same MATCH again',
    severity: 'warning',
    confidence: 'stack',
    message:
      'MATCH "{match}" stood before, in line {line}. Of two equal patterns the phone always uses the first, so this rule never applies. Remove it or correct its pattern.',
    page: `Two rules with the same pattern are equal in every respect by which the phone chooses, and then the first in the file wins. A later one still counts when the first is limited to another line of the phone.${stack}`,
    example: example(
      plan('<TEMPLATE MATCH="9......." Timeout="0"/>', '<TEMPLATE MATCH="9......." Timeout="3"/>'),
      plan('<TEMPLATE MATCH="9......." Timeout="0"/>', '<TEMPLATE MATCH="8......." Timeout="3"/>'),
    ),
  },
  'no-templates': {
    code: 'dialplan/no-templates',
    title: 'No templates',
    severity: 'warning',
    wholeFile: true,
    confidence: 'stack',
    message: `The plan has no TEMPLATE. The phone waits ${limits.defaultTimeoutSeconds} seconds after the last digit of every number, or for #. Add at least <TEMPLATE MATCH="*" Timeout="5"/>.`,
    page: `A plan without templates loads, but it is as good as none. ${without}${stack}`,
    example: example(plan(), plan('<TEMPLATE MATCH="*" Timeout="5"/>')),
  },
  'not-well-formed': {
    code: 'dialplan/not-well-formed',
    title: 'Not well-formed XML',
    severity: 'hint',
    confidence: 'protocol',
    message:
      'This is not well-formed XML: {complaint}. The phone, which is no XML parser, reads it all the same; XML tools refuse the file. Correct it when other programs are to read it.',
    page: 'The phone is content with less than XML asks for. Editors, converters and provisioning systems may not be. Repeated Tone attributes are not well-formed either, but they are how these files name several tones, and are never reported.',
    example: example(plan('<TEMPLATE MATCH="*"Timeout="5"/>'), plan('<TEMPLATE MATCH="*" Timeout="5"/>')),
  },
  'byte-order-mark': {
    code: 'dialplan/byte-order-mark',
    title: 'Byte order mark',
    severity: 'hint',
    wholeFile: true,
    confidence: 'stack',
    message:
      'The file begins with a byte order mark. The phone reads over it, but it takes up three of its bytes and other programs may stumble. Save the file as UTF-8 without it.',
    page: `Some Windows editors put an invisible mark before the text. For the phone it is stray text, which it skips.${stack}`,
    example: example(`\uFEFF${plan('<TEMPLATE MATCH="*" Timeout="5"/>')}`, plan('<TEMPLATE MATCH="*" Timeout="5"/>')),
  },
});

export type RuleName = keyof typeof rules;
