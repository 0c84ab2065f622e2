/** What a platform reads of a package before anybody opens it. */
import { describe, expect, it } from 'vitest';
import { MANIFEST_MARK, manifestText } from '../../../src/cli/scorm/manifest.js';

const manifest = (...names: string[]) =>
  manifestText({
    title: 'A & B <2>',
    version: '0.1.0',
    cards: names.map((name) => ({ name, title: `Card "${name}"` })),
    rig: 'axon-rig.html',
    launchOf: (name) => `${name}.html`,
  });

describe('a manifest', () => {
  it('names schema and version, one item and one SCO for each card, and the rig as an asset of all', () => {
    const text = manifest('one', 'two');
    expect(text).toContain('<schema>ADL SCORM</schema>\n    <schemaversion>1.2</schemaversion>');
    expect(text.match(/<item /g)).toHaveLength(2);
    expect(text.match(/adlcp:scormtype="sco" href="(?:one|two)\.html"/g)).toHaveLength(2);
    expect(text.match(/<dependency identifierref="rig"\/>/g)).toHaveLength(2);
    expect(text.match(/adlcp:scormtype="asset" href="axon-rig.html"/g)).toHaveLength(1);
    // Points alone decide nothing: the platform's own settings do.
    expect(text).not.toContain('masteryscore');
  });

  it('writes each mark of XML so that it is text', () => {
    expect(manifest('one')).toContain('<title>A &amp; B &lt;2&gt;</title>');
    expect(manifest('one')).toContain('<title>Card &quot;one&quot;</title>');
  });

  it('has a number for these cards, and another for others', () => {
    const id = (text: string) => text.slice(text.indexOf(MANIFEST_MARK) + MANIFEST_MARK.length).slice(0, 8);
    expect(id(manifest('one'))).toMatch(/^[0-9a-f]{8}$/);
    expect(id(manifest('one'))).toBe(id(manifest('one')));
    expect(new Set([manifest('one'), manifest('two'), manifest('one', 'two')].map(id)).size).toBe(3);
  });
});
