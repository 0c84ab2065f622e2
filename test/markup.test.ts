/** Markup that we write has no style, program or address of its own, so that a policy without exceptions can stand over it. */
import { readdirSync, readFileSync } from 'node:fs';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src/', import.meta.url));

/** What a browser would have to be allowed; a style that a script sets (`element.style.left`) needs nothing. */
const NEEDS_AN_EXCEPTION =
  /\sstyle=|\son[a-z]+=["'$]|['"]style['"]\s*[,)\]]|\b(?:inner|outer)HTML\b|insertAdjacentHTML|DOMParser|document\.write|srcdoc|javascript:|\bdata:[a-z]+\/|\beval\(|\bnew Function\b/;

function findings(text: string): string[] {
  return text.split('\n').filter((line) => NEEDS_AN_EXCEPTION.test(line));
}

describe('what the program writes for browsers', () => {
  it('needs no exception from the policy: no style in an element, no handler in one, no markup made of text', () => {
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .map((name) => name.split(sep).join('/'))
      .filter((name) => /\.(ts|html|css|svg)$/.test(name));
    expect(files.length).toBeGreaterThan(500);
    const found = files.flatMap((name) =>
      findings(readFileSync(`${src}${name}`, 'utf8')).map((line) => `${name}: ${line.trim()}`),
    );
    expect(found).toEqual([]);
  });

  it.each([
    '<td style="width:3mm">',
    "element.setAttribute('style', 'left: 0');",
    "document.createElement('style');",
    'box.innerHTML = text;',
    '<button onclick="press()">',
    'background: url("data:image/png;base64,AA==")',
    'new Function(text)',
  ])('would be found to need one with: %s', (line) => {
    expect(findings(line)).toEqual([line]);
  });

  it('may set a style by script, and name data', () => {
    expect(findings("needle.style.transform = turn;\nread(data: unknown): void;\nstyle: 'decimal',")).toEqual(
      [],
    );
  });
});
