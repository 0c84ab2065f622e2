export function siteFiles(top: string, html: string): Readonly<Record<string, string>>;
