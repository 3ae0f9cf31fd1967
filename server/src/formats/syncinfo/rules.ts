/** What can be wrong in syncinfo.xml. */

import data from '../../../../schemas/syncinfo.json' with { type: 'json' };
import { ruleTable } from '../rules.ts';

const { fileBytes, syncCharacters } = data.limits;
const file = 'syncinfo.xml';
const good = '<IMAGE VERSION="*" SYNC="1"/>\n';

export const rules = ruleTable({
  noImage: {
    code: 'syncinfo/no-image',
    title: 'No IMAGE entry',
    severity: 'warning',
    wholeFile: true,
    confidence: 'documented',
    message:
      'The file has no IMAGE entry, so no phone finds itself in it. What a phone does then is not documented; most likely it does not restart. Add <IMAGE VERSION="*" SYNC="1"/>.',
    page: 'After a check-sync message a phone looks for the IMAGE entry of the image it runs, or for the one for all images (`*`). A file without an entry says nothing to any phone. Cisco does not document what follows; most likely the phone only reads its dial plan again and does not restart.',
    example: { file, bad: '<SYNCINFO>\n</SYNCINFO>\n', good },
  },
  missingQuote: {
    code: 'syncinfo/missing-quote',
    title: 'Quotation mark missing',
    severity: 'error',
    confidence: 'documented',
    message:
      'A double quote is missing {where} the value of {attribute}. The phone cannot tell where the value begins or ends and does not get the entry as it is meant. Write {attribute}="{value}".',
    page: 'Both values of an entry stand in double quotes. With one of them missing, a value runs on to the next quote, wherever that is: in `VERSION="P0S3-8-12-00 SYNC="1"` the version reads `P0S3-8-12-00 SYNC=` and there is no sync value at all. The phone then neither finds its image in the list nor a value to compare.',
    example: { file, bad: '<IMAGE VERSION="P0S3-8-12-00 SYNC="1"/>\n', good },
  },
  singleQuotes: {
    code: 'syncinfo/single-quotes',
    title: 'Other than double quotes',
    severity: 'warning',
    confidence: 'inferred',
    message:
      'The value of {attribute} stands in other than straight double quotes. Whether a phone takes that is not known; its dial plan reader does not. Use " on both sides.',
    page: 'Cisco shows the values in straight double quotes only. Single quotes are fine in XML, but the phone has no full XML reader: its reader for dial plans refuses them. The typographic quotes of a word processor are no quotes to any program.',
    example: { file, bad: "<IMAGE VERSION='*' SYNC='1'/>\n", good },
  },
  unquotedValue: {
    code: 'syncinfo/unquoted-value',
    title: 'Value without quotes',
    severity: 'warning',
    confidence: 'inferred',
    message:
      'The value of {attribute} stands without quotes. Whether a phone takes that is not known. Write {attribute}="{value}".',
    page: 'Cisco shows both values in double quotes. What a phone does with a bare value is not known.',
    example: { file, bad: '<IMAGE VERSION=* SYNC=1/>\n', good },
  },
  versionMissing: {
    code: 'syncinfo/version-missing',
    title: 'Entry without VERSION',
    severity: 'warning',
    confidence: 'documented',
    message:
      'The entry does not say for which image it is, so no phone can find it. What a phone does with it is not known. Add VERSION with the name of the image, or VERSION="*" for all.',
    page: 'A phone looks through the entries for the image that it runs. `VERSION` is the name of that image without an extension, or `*` for all images. An entry without it, or with an empty one, fits no phone.',
    example: { file, bad: '<IMAGE SYNC="1"/>\n', good },
  },
  syncMissing: {
    code: 'syncinfo/sync-missing',
    title: 'Entry without SYNC',
    severity: 'warning',
    confidence: 'documented',
    message:
      'The entry has no SYNC value, so the phone has nothing to compare with its own "sync". What it does then is not known. Add SYNC="…".',
    page: 'The phone compares `SYNC` of its entry with the `sync` it holds and restarts when the two differ. Without a value there is nothing to compare, and what the phone does is not known.',
    example: { file, bad: '<IMAGE VERSION="*"/>\n', good },
  },
  syncTooLong: {
    code: 'syncinfo/sync-too-long',
    title: 'SYNC too long',
    severity: 'error',
    confidence: 'documented',
    message:
      'SYNC has {length} characters; the phone takes {limit}. What is over may be cut off, and then values that differ only there look the same. Shorten it.',
    page: `A sync value has ${syncCharacters} characters at most. What a phone does with a longer one is not documented; if it keeps the first ${syncCharacters} only, two values that differ behind them are the same to it.`,
    example: { file, bad: `<IMAGE VERSION="*" SYNC="${'1'.repeat(syncCharacters + 1)}"/>\n`, good },
  },
  versionExtension: {
    code: 'syncinfo/version-extension',
    title: 'Image name with extension',
    severity: 'warning',
    confidence: 'documented',
    message:
      'VERSION is the name of the image without "{extension}". A phone knows its image by the name alone and does not find this entry. Write {name}.',
    page: 'The phone compares `VERSION` with the name of the image that it runs, and that name has no extension: `P0S3-8-12-00`, whatever the files of the image are called.',
    example: { file, bad: '<IMAGE VERSION="P0S3-8-12-00.loads" SYNC="1"/>\n', good },
  },
  blankInValue: {
    code: 'syncinfo/blank-in-value',
    title: 'Blank at the end of a value',
    severity: 'warning',
    confidence: 'inferred',
    message:
      'The value of {attribute} has a blank {where}. A phone most likely takes it for a part of the value, so that it equals nothing. Remove it.',
    page: 'The values are compared as text. As far as is known a blank in front of a value or behind it counts: `"1 "` is another value than `"1"`, and an image name with a blank is no image that any phone runs.',
    example: { file, bad: '<IMAGE VERSION="* " SYNC="1"/>\n', good },
  },
  unknownAttribute: {
    code: 'syncinfo/unknown-attribute',
    title: 'Unknown attribute',
    severity: 'hint',
    confidence: 'stack',
    message: 'The phone knows VERSION and SYNC only and skips {attribute}. Remove it, or mend its name.',
    page: 'An entry has two attributes, `VERSION` and `SYNC`. The phone skips any other.',
    example: { file, bad: '<IMAGE VERSION="*" SYNC="1" MODEL="7960"/>\n', good },
  },
  unknownElement: {
    code: 'syncinfo/unknown-element',
    title: 'Unknown element',
    severity: 'hint',
    confidence: 'inferred',
    message:
      'The only elements known for this file are SYNCINFO and IMAGE; most likely the phone passes over {element}. Remove it, or mend its name.',
    page: 'The file is a list of `IMAGE` entries, usually inside `SYNCINFO`. No other element is known, and most likely a phone passes over it.',
    example: { file, bad: '<VERSION NAME="*"/>\n<IMAGE VERSION="*" SYNC="1"/>\n', good },
  },
  letterCase: {
    code: 'syncinfo/letter-case',
    title: 'Name not in capitals',
    severity: 'hint',
    confidence: 'samples',
    message:
      '{name} is written in capitals in every known file. Whether a phone takes it in other letters is not known. Write {upper}.',
    page: 'Cisco writes `IMAGE`, `VERSION` and `SYNC` in capitals, and so do all files in use, `SYNCINFO` included. The dial plan reader of the same phones does take attributes in small letters but not the element, so capitals are the safe choice.',
    example: { file, bad: '<image version="*" sync="1"/>\n', good },
  },
  duplicateVersion: {
    code: 'syncinfo/duplicate-version',
    title: 'Two entries for one image',
    severity: 'warning',
    confidence: 'inferred',
    message:
      'There is an entry for {version} already in line {line}. Which of the two a phone takes is not documented. Keep one.',
    page: 'Each image needs one entry. With two for the same image it is not documented which one a phone takes, so whether it restarts is a matter of luck.',
    example: { file, bad: '<IMAGE VERSION="*" SYNC="1"/>\n<IMAGE VERSION="*" SYNC="2"/>\n', good },
  },
  fileTooLarge: {
    code: 'syncinfo/file-too-large',
    title: 'File too large',
    severity: 'error',
    wholeFile: true,
    confidence: 'stack',
    message:
      'The file has {bytes} bytes; the phone has room for {limit}. It does not see what is marked here, and may refuse the whole file. Keep the entries of the images in use only.',
    page: `A phone reads this file into a buffer of ${fileBytes} bytes. What does not fit never reaches it; whether it takes the beginning or refuses the file is not known. One entry for all images (\`*\`) is enough for most sites.`,
    example: { file, bad: `${good}<!-- ${'-'.repeat(fileBytes)} -->\n`, good },
  },
  imageName: {
    code: 'syncinfo/image-name',
    title: 'Unusual image name',
    severity: 'hint',
    confidence: 'inferred',
    message:
      '{version} does not look like the name of an image for these phones, such as P0S3-8-12-00. An entry counts only for phones that run exactly this image. Compare it with "image_version", or use * for all images.',
    page: 'Images for these phones have names such as `P0S30202` (up to 2.x and 3.x), `P0S3-07-4-00` or `P0S3-8-12-00`. The name in an entry has to be the very name of the image that the phone runs; a slip makes it an entry for no phone. `*` stands for all images.',
    example: { file, bad: '<IMAGE VERSION="POS3-8-12-00" SYNC="1"/>\n', good },
  },
  notClosed: {
    code: 'syncinfo/not-closed',
    title: 'Start or end of an element missing',
    severity: 'hint',
    confidence: 'inferred',
    message:
      '{element} has no {missing}. Whether a phone minds is not known: files without SYNCINFO at all work. Add it, or remove the other half.',
    page: 'An entry ends in `/>`, and `<SYNCINFO>` belongs together with `</SYNCINFO>`. Phones take a file that has no `SYNCINFO` at all, so most likely they do not mind a lost half; but nobody has said so.',
    example: { file, bad: '<SYNCINFO>\n  <IMAGE VERSION="*" SYNC="1"/>\n', good },
  },
  byteOrderMark: {
    code: 'syncinfo/byte-order-mark',
    title: 'Byte order mark',
    severity: 'hint',
    wholeFile: true,
    confidence: 'inferred',
    message:
      'The file begins with an invisible byte order mark. Whether a phone minds is not known. Save it as UTF-8 without one.',
    page: 'Some editors put three invisible bytes, the byte order mark, in front of a UTF-8 file. Phones of this age do not expect it; whether they mind it here is not known.',
    example: { file, bad: `\uFEFF${good}`, good },
  },
});
