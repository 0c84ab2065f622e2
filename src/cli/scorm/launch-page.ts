/** The page with which a platform begins a card: it goes on to the rig at once, and runs no script. */
import {
  type LessonFile,
  lessonFragment,
  PARAMETERS,
  SCORM_VERSION,
} from '../../browser/embedding/address.js';
import { xmlText } from './manifest.js';

export interface LaunchParts {
  readonly name: string;
  readonly title: string;
  /** The language of the title. */
  readonly language: string;
  /** The language that the page speaks; left out, that of the browser. */
  readonly speaks?: string | undefined;
  /** The card itself, where it does not come with the program. */
  readonly own?: LessonFile | undefined;
}

/** Of the rig, with all that it needs to know: a platform need not know of parameters. */
export function rigLink(rig: string, { name, speaks, own }: LaunchParts): string {
  const asked = new URLSearchParams({
    [PARAMETERS.card]: name,
    [PARAMETERS.scorm]: SCORM_VERSION,
    [PARAMETERS.embed]: '1',
  });
  if (speaks !== undefined) asked.set('lang', speaks);
  return `${rig}?${asked.toString()}${own === undefined ? '' : lessonFragment(own)}`;
}

export function launchPage(rig: string, parts: LaunchParts): string {
  const link = xmlText(rigLink(rig, parts));
  const title = xmlText(parts.title);
  return `<!doctype html>
<html lang="${xmlText(parts.language)}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'">
    <meta http-equiv="refresh" content="0; url=${link}">
    <title>${title}</title>
  </head>
  <body>
    <p><a href="${link}">${title}</a></p>
  </body>
</html>
`;
}
