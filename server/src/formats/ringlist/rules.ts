/** What can be wrong in RINGLIST.DAT. */

import data from '../../../../schemas/ringlist.json' with { type: 'json' };
import { ruleTable } from '../rules.ts';

const { entries, nameCharacters } = data.limits;
const file = 'RINGLIST.DAT';
const good = 'Old phone\tringer1.pcm\n';

export const rules = ruleTable({
  noTab: {
    code: 'ringlist/no-tab',
    title: 'No TAB between name and file',
    severity: 'warning',
    confidence: 'samples',
    message:
      'The line has no TAB, so the phone most likely cannot tell the name of the ring from its file and leaves the ring out. Put a TAB between the two; blanks will not do.',
    page: 'Names may hold blanks, so only a TAB can part the name from the file. Editors that write blanks for the TAB key, and lists copied from web pages, lose it. What a phone does with such a line is not documented; most likely the ring is missing from its menu.',
    example: { file, bad: 'Old phone  ringer1.pcm\n', good },
  },
  noFile: {
    code: 'ringlist/no-file',
    title: 'No file behind the TAB',
    severity: 'warning',
    confidence: 'samples',
    message:
      'Behind the name there is no file, so the phone has nothing to play for this ring. Write the name of a ring file behind the TAB, or remove the line.',
    page: 'Each ring needs the name of its sound file on the TFTP server. What a phone does with a line that has none is not documented.',
    example: { file, bad: 'Old phone\t\n', good },
  },
  noName: {
    code: 'ringlist/no-name',
    title: 'No name before the TAB',
    severity: 'warning',
    confidence: 'samples',
    message:
      'There is no name before the TAB, so the menu of the phone has nothing to show for this ring; whether it is listed at all is not known. Write a name at the beginning of the line.',
    page: 'The text before the TAB is what the menu of the phone shows. What a phone does with a line that has none is not documented.',
    example: { file, bad: '\tringer1.pcm\n', good },
  },
  tooMany: {
    code: 'ringlist/too-many',
    title: 'Many rings',
    severity: 'hint',
    confidence: 'inferred',
    message:
      'This is ring number {number}. {limit} rings are known to be the limit of the XML ring list of later phones; whether this list has the same limit is not known. If a ring is missing on the phone, shorten the list.',
    page: `The XML ring list of later phones takes ${entries} rings. It is assumed, but not documented, that \`RINGLIST.DAT\` takes no more; what a phone does with the others is not known.`,
    example: {
      file,
      bad: Array.from({ length: entries + 1 }, (_, index) => `Ring ${index + 1}\tring${index + 1}.raw\n`).join(''),
      good,
    },
  },
  nameTooLong: {
    code: 'ringlist/name-too-long',
    title: 'Long name',
    severity: 'hint',
    confidence: 'inferred',
    message:
      'The name has {length} characters. The XML ring list of later phones takes {limit}; whether this list has the same limit is not known. If the phone cuts the name off, shorten it.',
    page: `Names in the XML ring list of later phones have ${nameCharacters} characters at most. It is assumed, but not documented, that the same holds for \`RINGLIST.DAT\`.`,
    example: { file, bad: `${'Long '.repeat(nameCharacters)}\tringer1.pcm\n`, good },
  },
  trailingBlank: {
    code: 'ringlist/trailing-blank',
    title: 'Blank behind the file name',
    severity: 'hint',
    confidence: 'samples',
    message:
      'There is white space behind the file name. Lists with it are in use; if a phone does not play the ring, this may be why. Remove it.',
    page: 'Lists with a blank at the end of their lines are in use, so phones most likely pass over it. Should one not, it asks for a file whose name ends in a blank.',
    example: { file, bad: 'Old phone\tringer1.pcm \n', good },
  },
  duplicateName: {
    code: 'ringlist/duplicate-name',
    title: 'Two rings of the same name',
    severity: 'hint',
    confidence: 'inferred',
    message:
      'There is a ring named "{name}" already in line {line}. The user cannot tell the two apart in the menu. Rename one, or remove it.',
    page: 'The menu of the phone shows the name and not the file, so two rings of the same name look the same.',
    example: { file, bad: 'Old phone\tringer1.pcm\nOld phone\tringer2.pcm\n', good },
  },
  severalFields: {
    code: 'ringlist/several-fields',
    title: 'Text behind the file name',
    severity: 'warning',
    confidence: 'inferred',
    message:
      'A line has a name and a file; this one goes on behind a further TAB. What the phone does with the rest is not known, and it may look for a file of the wrong name. Write a blank for a TAB inside the name, or remove the rest.',
    page: 'A line has two fields, the name and the file, parted by one TAB or several in a row. With a TAB inside the name the phone most likely takes the second half of the name for the file.',
    example: { file, bad: 'Old\tphone\tringer1.pcm\n', good },
  },
});
