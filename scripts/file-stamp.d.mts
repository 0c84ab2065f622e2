/** The built page in one file, if it is of the sources as they are now. */
export function builtFile(top: string): string | undefined;
