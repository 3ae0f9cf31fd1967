/** What can be wrong in OS79XX.TXT. */

import { ruleTable } from '../rules.ts';

const file = 'OS79XX.TXT';
const good = 'P0S3-06-3-00\n';

export const rules = ruleTable({
  trailingBlank: {
    code: 'os79xx/trailing-blank',
    title: 'Blank behind the image name',
    severity: 'warning',
    confidence: 'documented',
    message:
      'There is a blank behind the name. The phone may take it for a part of the name and ask for a file that does not exist (Cisco bug CSCdv19260). Remove it.',
    page: 'Firmware that reads this file takes the line as it stands. With a blank at the end it asks the TFTP server for an image whose name holds that blank, gets none and cannot load its firmware: Cisco bug CSCdv19260. Files with such a blank are in use where no phone reads the file any more, because firmware from 7.0 on does not.',
    example: { file, bad: 'P0S3-06-3-00 \n', good },
  },
  leadingBlank: {
    code: 'os79xx/leading-blank',
    title: 'Blank before the image name',
    severity: 'warning',
    confidence: 'inferred',
    message:
      'The name does not stand at the very beginning of the file. The phone may take the white space for a part of the name, or find no name at all. Remove it.',
    page: 'The file is one line that begins with the name of the image. Blanks behind the name are known to do harm; with blanks or empty lines in front of it nothing better is to be expected.',
    example: { file, bad: '  P0S3-06-3-00\n', good },
  },
  carriageReturn: {
    code: 'os79xx/carriage-return',
    title: 'Windows line end',
    severity: 'hint',
    confidence: 'samples',
    message:
      'The line ends with CR LF, as on Windows. Files like this are in use, but old firmware may take the CR for a part of the name. If a phone asks for a file that does not exist, save this one with LF line ends.',
    page: 'A carriage return is one more invisible character behind the name. Files that have one are in use, though not all of them are read by a phone: firmware from 7.0 on passes over the file. If an older phone does not find its image, save the file with LF line ends.',
    example: { file, bad: 'P0S3-06-3-00\r\n', good },
  },
  severalLines: {
    code: 'os79xx/several-lines',
    title: 'More than one line',
    severity: 'warning',
    confidence: 'documented',
    message:
      'The file holds one line, the name of one image. What a phone does with more is not documented; there are no comments in this file either. Remove these lines.',
    page: 'All phones that read the file load the one image it names. Further lines, comments among them, are not provided for, and what a phone does with them is not documented.',
    example: { file, bad: 'P0S3-06-3-00\nP0S3-05-3-00\n', good },
  },
  empty: {
    code: 'os79xx/empty',
    title: 'No image name',
    severity: 'warning',
    confidence: 'documented',
    message:
      'The file names no image. What a phone does then is not documented. Write the name of the image, without extension, or delete the file if all phones have firmware 7.0 or later.',
    page: 'The file is there to name an image. What firmware before 7.0 does with an empty one is not documented. Later firmware does not read it, so a site without older phones can do without the file.',
    example: { file, bad: '\n', good },
  },
  extension: {
    code: 'os79xx/extension',
    title: 'Image name with extension',
    severity: 'warning',
    confidence: 'documented',
    message:
      'The name of the image stands here without "{extension}". The phone adds the extension itself and would ask for a file that does not exist. Write {name}.',
    page: 'The file names the image, not a file of it. The phone adds the extension that suits its firmware.',
    example: { file, bad: 'P0S3-06-3-00.bin\n', good },
  },
  imageName: {
    code: 'os79xx/image-name',
    title: 'Unusual image name',
    severity: 'hint',
    confidence: 'inferred',
    message:
      '"{name}" does not look like the name of an image for these phones, such as P0S3-06-3-00 or P003-8-12-00. Compare it with the files on the TFTP server.',
    page: 'Images for these phones have names such as `P0S30202`, `P0S3-06-3-00` or, for the loader, `P003-8-12-00`, with the digit zero behind the first letter. Another name may be right, but a slip here keeps a phone from finding its firmware.',
    example: { file, bad: 'POS3-06-3-00\n', good },
  },
  lowerCase: {
    code: 'os79xx/lower-case',
    title: 'Image name in small letters',
    severity: 'hint',
    confidence: 'inferred',
    message:
      "{name} is written in small letters. Cisco's images have names in capitals, and most TFTP servers tell the two apart. Write {upper}, unless your files are named in small letters.",
    page: 'The phone asks for the file by the very letters that stand here. On most TFTP servers `p0s3-06-3-00.bin` and `P0S3-06-3-00.bin` are two files, and Cisco ships the second one.',
    example: { file, bad: 'p0s3-06-3-00\n', good },
  },
  sipImageForLoader: {
    code: 'os79xx/sip-image-for-7x',
    title: 'SIP image where the loader may be meant',
    severity: 'hint',
    confidence: 'samples',
    message:
      '{name} needs the loader {loader}. A phone with firmware before 7.0, and only such a phone reads this file, most likely has to get the loader first: write {loader} here and {name} as "image_version". Where all phones run 7.0 or later the line does no harm.',
    page: 'SIP images from 7.0 on are started by a loader, whose name begins with `P003`. To bring an older phone there, this file names the loader and `image_version` names the SIP image. Files that name the SIP image here are in use; most likely they are read by no phone any more.',
    example: { file, bad: 'P0S3-8-12-00\n', good: 'P003-8-12-00\n' },
  },
  byteOrderMark: {
    code: 'os79xx/byte-order-mark',
    title: 'Byte order mark',
    severity: 'warning',
    confidence: 'inferred',
    message:
      'The file begins with an invisible byte order mark. The phone most likely takes it for a part of the name and asks for a file that does not exist. Save the file without one.',
    page: 'Some editors put three invisible bytes, the byte order mark, in front of a UTF-8 file. Here they would be the first characters of the image name.',
    example: { file, bad: `\uFEFF${good}`, good },
  },
});
