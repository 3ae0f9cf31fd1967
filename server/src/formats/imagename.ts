/** Names of firmware images, which several of the files hold. */

import written from '../../../schemas/firmware.json' with { type: 'json' };
import { shown } from '../facts/shown.ts';
import type { Folder } from './format.ts';

const firmware = shown('firmware.json', written);

/** A form that image names have, such as that of the loaders. */
export interface ImageForm {
  readonly id: string;
  readonly kind: string;
  /** One sentence on the images of this form. */
  readonly about: string;
}

const forms = firmware.patterns.map((form) => ({
  id: form.id,
  kind: form.kind,
  get about() {
    return form.about;
  },
  pattern: new RegExp(form.pattern),
}));

/** Longer than any name that is worth looking at. */
const tooLong = 64;

/** The form that a name has; `undefined` when it is not the name of an image as far as is known. */
export function imageForm(name: string): ImageForm | undefined {
  return name.length > tooLong ? undefined : forms.find(({ pattern }) => pattern.test(name));
}

/** Takes the extension of a firmware file off: `P0S3-8-12-00.loads` is the image `P0S3-8-12-00`. */
export function splitExtension(file: string): { readonly name: string; readonly extension: string } {
  const lower = file.toLowerCase();
  const found = firmware.extensions.find(({ extension }) => lower.endsWith(extension));
  const end = found ? file.length - found.extension.length : file.length;
  return { name: file.slice(0, end), extension: file.slice(end) };
}

/** An image that lies in the folder, and the files that it is made of. */
export interface StoredImage {
  readonly name: string;
  readonly form: ImageForm;
  readonly files: readonly string[];
}

/** The SIP images and their loaders in the TFTP folder, by name. */
export function storedImages(folder: Folder | undefined): StoredImage[] {
  const images = new Map<string, StoredImage>();
  for (const file of folder?.files ?? []) {
    const { name, extension } = splitExtension(file);
    const form = extension ? imageForm(name) : undefined;
    if (form?.kind !== 'sip' && form?.kind !== 'loader') continue;
    images.set(name, { name, form, files: [...(images.get(name)?.files ?? []), file] });
  }
  return [...images.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The first release whose images are started by a loader of their own. */
const firstWithLoader = Number.parseInt(
  firmware.extensions.find(({ extension }) => extension === '.loads')?.from ?? 'Infinity',
  10,
);

/** The loader that belongs to a SIP image of 7.0 or later; `undefined` for all other names. */
export function loaderOf(name: string): string | undefined {
  if (imageForm(name)?.id !== 'sip-dashed') return undefined;
  const [, major] = name.split('-');
  return Number(major) >= firstWithLoader ? name.replace(/^P0S3/, 'P003') : undefined;
}

/** What is known of firmware in general, by the id of the rule in the facts. */
export function firmwareRule(id: string): string {
  return firmware.rules.find((rule) => rule.id === id)?.text ?? '';
}
