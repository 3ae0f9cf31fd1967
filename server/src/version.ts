import manifest from '../../package.json' with { type: 'json' };

/** The version of the extension, the server and the program: they are one. */
export const version: string = manifest.version;
