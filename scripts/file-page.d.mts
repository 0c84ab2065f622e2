/** @returns the page as one text. */
export function filePage(top: string): Promise<string>;
