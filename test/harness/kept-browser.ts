/** Whether a browser of this process stays for the next file of tests, and ends with the process. */
let isKept = false;

export const keepsBrowser = (): boolean => isKept;

export function keepBrowser(): void {
  isKept = true;
}
