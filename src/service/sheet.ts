/** The sheet for a technician, to print and hang up beside an exhibit: one page of HTML, which loads nothing. Pure. */

import type { RoundQuestion } from '../exhibit/round.js';
import { typedName } from '../files/typed-name.js';

export interface SheetFacts {
  readonly rig: string;
  readonly rigFile: string;
  readonly program: string;
  /** Such as `a serial board`. */
  readonly device: string;
  readonly url: string;
  readonly logFolder: string | null;
  readonly hasLamp: boolean;
  readonly hub: string | null;
  readonly questions: readonly RoundQuestion[];
}

const MONTHS = 12;

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);
}

const row = (name: string, value: string) => `<tr><th>${escaped(name)}</th><td>${escaped(value)}</td></tr>`;

/** What somebody does who stands before it and knows nothing. */
function firstAid({ hasLamp, url }: SheetFacts): readonly string[] {
  return [
    'Dark, or it does not answer: wait a minute. It starts again by itself.',
    'Still dark: mains off, ten seconds, mains on. Light comes within a minute.',
    'Light on the screen but not on the strip: pull the USB plug of the board, and put it back.',
    ...(hasLamp
      ? ['The last LED shines and does not move: something is ill, and the next line says what.']
      : []),
    `What is ill: ${url}healthz in a browser at the exhibit, or "systemctl status axon-rig".`,
    'Start it again by hand: "sudo systemctl restart axon-rig axon-rig-kiosk".',
  ];
}

export function technicianSheet(facts: SheetFacts): string {
  const { rig, rigFile, program, device, url, logFolder, hub, questions } = facts;
  const boxes = '<td></td>'.repeat(MONTHS);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escaped(rig)}: technician's sheet</title>
<style>
@page { size: A4; margin: 14mm }
body { font: 10pt/1.35 system-ui, sans-serif; color: #000; background: #fff; margin: 0 auto; max-width: 182mm }
h1 { font-size: 16pt; margin: 0 0 2mm }
h2 { font-size: 11pt; margin: 5mm 0 1mm }
table { border-collapse: collapse; width: 100% }
th, td { border: 0.3mm solid #666; padding: 0.8mm 1.5mm; text-align: left; vertical-align: top; font-weight: normal }
.facts th { width: 38mm; color: #333 }
.round td { width: 6.5mm; height: 6.5mm; padding: 0 }
.round thead td { height: 5mm }
ol { margin: 0; padding-left: 6mm }
</style>
<h1>${escaped(rig)}</h1>
<table class="facts">
${row('Program', `axon-rig ${program}`)}
${row('Rig file', rigFile)}
${row('Board', device)}
${row('Page', url)}
${row('Log', logFolder ?? 'none; "journalctl -u axon-rig" has what it says')}
${row('Hub', hub ?? 'none')}
${row('Who to call', '')}
</table>
<h2>When something is wrong</h2>
<ol>
${firstAid(facts)
  .map((line) => `<li>${escaped(line)}</li>`)
  .join('\n')}
</ol>
<h2>Once a month, before opening</h2>
<table class="round">
<thead><tr><th>Month, and who</th>${boxes}</tr></thead>
<tbody>
${questions.map(({ words }) => `<tr><th>${escaped(words)}</th>${boxes}</tr>`).join('\n')}
</tbody>
</table>
<p>Then on the computer: <b>npx axon-rig round ${escaped(typedName(rigFile))}</b>. It asks the same, and notes the answers.</p>
</html>
`;
}
