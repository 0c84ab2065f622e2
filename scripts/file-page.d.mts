/** The page that is one file, as a text. @param top the folder of the project. */
export function filePage(top: string): Promise<string>;
