/** What can be wrong between the ring list and the ring files. */

import data from '../../../../schemas/ringlist.json' with { type: 'json' };
import { rootRules } from './rootRule.ts';

const { minimumBytes, maximumBytes, multipleOfBytes } = data.ringFile;
const file = 'RINGLIST.DAT';
const good = 'Old phone\told.pcm\n';
const beside = { 'old.pcm': maximumBytes };

export const rules = rootRules({
  ringMissing: {
    code: 'ringlist/ring-missing',
    title: 'Ring file not in the folder',
    severity: 'warning',
    confidence: 'samples',
    message:
      "There is no '{name}' in this TFTP folder, so the phone cannot play this ring when it is chosen. Copy the file here, or remove the line.",
    page: 'The phone asks the TFTP server for the file when the ring is chosen. In a folder that holds no ring file at all this is a hint only: the sounds may be kept elsewhere.',
    example: { file, bad: 'Old phone\told.raw\n', good },
    beside,
  },
  ringLetterCase: {
    code: 'ringlist/ring-letter-case',
    title: 'Ring file in another letter case',
    severity: 'warning',
    confidence: 'samples',
    message:
      "The file is called '{other}', not '{name}'. Most TFTP servers tell capitals from small letters, and the phone gets no sound from them. Write '{other}'.",
    page: 'The phone asks for the file by the very letters of the list. On most TFTP servers `Old.pcm` and `old.pcm` are two files.',
    example: { file, bad: 'Old phone\tOld.pcm\n', good },
    beside,
  },
  ringSize: {
    code: 'ringlist/ring-size',
    title: 'Size of a ring file',
    severity: 'warning',
    confidence: 'samples',
    message: `'{name}' has {bytes} bytes. Rings of later phones have ${minimumBytes} to ${maximumBytes} bytes and a multiple of ${multipleOfBytes}, and those known to work here do too; the phone may not play this one. Cut the sound to {nearest} bytes, raw and without a header.`,
    page: `A ring is raw sound without a header, one byte for each sample. Cisco's guides for later phones ask for ${minimumBytes} to ${maximumBytes} samples and a multiple of ${multipleOfBytes}. No guide says so for these phones, but ring files that work on them keep to it. A file whose length is no multiple is a hint only.`,
    example: { file, bad: 'Too long\tlong.pcm\n', good },
    beside: { ...beside, 'long.pcm': 40000 },
  },
});
