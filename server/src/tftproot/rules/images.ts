/** What can be wrong between the names of firmware images and the files in the folder. */

import { rootRules } from './rootRule.ts';

const file = 'SIPDefault.cnf';
const good = 'image_version: P0S3-8-12-00\n';
/** The files of a whole image, by name and size. */
const image = {
  'P0S3-8-12-00.loads': 466,
  'P0S3-8-12-00.sb2': 772992,
  'P003-8-12-00.sbn': 130228,
  'P003-8-12-00.bin': 129824,
};

export const rules = rootRules({
  imageMissing: {
    code: 'cnf/image-missing',
    title: 'Image not in the folder',
    severity: 'warning',
    confidence: 'documented',
    message:
      "This TFTP folder holds firmware images, but no file of '{name}'. A phone that runs another image asks for it and gets nothing; most likely it keeps the firmware it has. Copy {files} here, or write the name of an image that is there. Phones that run '{name}' already do without.",
    page: "A phone that runs another image than `image_version` says fetches that image from the TFTP server when it starts. When it cannot get it, it most likely goes on with the firmware it has.\n\nA folder without any image is passed over: images may be kept elsewhere, and phones that run the image already do not ask for it. In a phone's own file this is reported as information only, because that one phone may well run the image.",
    example: { file, bad: 'image_version: P0S3-8-11-00\n', good },
    beside: image,
  },
  imageIncomplete: {
    code: 'cnf/image-incomplete',
    title: 'Part of an image is missing',
    severity: 'warning',
    confidence: 'documented',
    message:
      "Of the image '{name}' this TFTP folder has {present}, but not {missing}. A phone that is to load it begins and cannot finish; most likely it keeps the firmware it has. Copy the missing part here.",
    page: 'From release 7.0 on an image is several files: the `.loads` file lists the others, and the `.sb2` file is the firmware itself. Phones need both.',
    example: { file: 'SIPDefault.cnf', bad: 'image_version: P0S3-07-4-00\n', good },
    beside: { ...image, 'P0S3-07-4-00.loads': 461 },
  },
  imageSpelling: {
    code: 'cnf/image-spelling',
    title: 'Image spelled otherwise in the folder',
    severity: 'warning',
    confidence: 'samples',
    message:
      "In this TFTP folder the image is called '{other}'. The phone asks for '{name}' by these very letters and gets nothing; most likely it keeps the firmware it has. Write '{other}'.",
    page: 'The last releases are spelled both with and without a zero in front of the number: `P0S3-8-12-00` and `P0S3-08-12-00`. To the TFTP server these are two names, and so are capitals and small letters for most. `image_version` has to be spelled like the files.',
    example: { file, bad: 'image_version: P0S3-08-12-00\n', good },
    beside: image,
  },
  loaderMissing: {
    code: 'cnf/image-loader-missing',
    title: 'Loader not in the folder',
    severity: 'hint',
    confidence: 'documented',
    message:
      "The image '{name}' comes with {missing}, which is not in this TFTP folder. Phones that have this loader do without; others, such as those with an older release, cannot start the image. Copy it here too.",
    page: 'Images from 7.0 on are started by a loader that comes with them, in files whose names begin with `P003`. A phone asks for the loader only when it has not got it yet, so a folder without it works for phones that have loaded this release before.',
    example: { file, bad: 'image_version: P0S3-07-4-00\n', good },
    beside: { ...image, 'P0S3-07-4-00.loads': 461, 'P0S3-07-4-00.sb2': 700000 },
  },
  bootImageOther: {
    code: 'os79xx/other-image',
    title: 'Another image than image_version',
    severity: 'warning',
    confidence: 'inferred',
    message:
      "A phone with firmware before 7.0 loads {name} because this file names it; then image_version asks it for {image}. Most likely it loads one after the other each time it starts. Write {image} here, or {name} as 'image_version'.",
    page: 'Firmware before 7.0 reads this file first, loads the image it names, and then goes by `image_version`. For such images both have to be the same: every how-to changes them together. It is reported when no phone of the folder is told to run the image that stands here.',
    example: { file: 'OS79XX.TXT', bad: 'P0S3-05-3-00', good: 'P0S3-06-3-00' },
    beside: { 'SIPDefault.cnf': 'image_version: P0S3-06-3-00\n' },
  },
  bootLoaderExpected: {
    code: 'os79xx/loader-expected',
    title: 'Older image where the loader is needed',
    severity: 'hint',
    confidence: 'samples',
    message:
      'image_version is {image}, which needs the loader {loader}. A phone with firmware before 7.0, and only such a phone reads this file, loads {name} instead and most likely gets no further. Write {loader} here. Where all phones run 7.0 or later the line does no harm.',
    page: 'To bring a phone with firmware before 7.0 to a later release, this file names the loader of that release (`P003-…`) and `image_version` the firmware (`P0S3-…`). An older image here is usually left from former times; it matters only to older phones.',
    example: { file: 'OS79XX.TXT', bad: 'P0S3-06-3-00', good: 'P003-8-12-00' },
    beside: { 'SIPDefault.cnf': good },
  },
  bootImageMissing: {
    code: 'os79xx/image-missing',
    title: 'Image not in the folder',
    severity: 'warning',
    confidence: 'documented',
    message:
      'This TFTP folder holds firmware images, but neither {files}.{instead} A phone with firmware before 7.0, and only such a phone reads this file, asks for it and gets nothing. Copy the file here, or write the name of an image that is there.',
    page: 'The phone adds an extension to the name in this file: `.bin` before release 5, `.sbn` from then on. One of the two has to be in the TFTP folder. A folder without any image is passed over.\n\nWhere `image_version` asks for 7.0 or later this is a hint only: most likely no phone reads the file any more.',
    example: { file: 'OS79XX.TXT', bad: 'P0S3-05-3-00', good: 'P0S3-06-3-00' },
    beside: { 'SIPDefault.cnf': 'image_version: P0S3-06-3-00\n', 'P0S3-06-3-00.sbn': 600000 },
  },
});
