/** The paint tools in words: short on the tool, whole for the ear. */
import { describe, expect, it } from 'vitest';
import { stretchWords } from '../../src/web/meter-words.js';
import { toolWords } from '../../src/web/paint-words.js';
import { SET_A_FACTS, SQUID_FACTS } from './page-state.js';

describe('the words of the tools', () => {
  it('are those of what the brush does', () => {
    expect(SET_A_FACTS.paints.map(({ treatment }) => toolWords(treatment).short)).toEqual([
      'ice',
      'TTX',
      'TEA',
      'bare',
      'dead',
      'K⁺',
    ]);
    expect(toolWords({ kind: 'temperature', temperatureC: 30 })).toEqual({
      short: '30 °C',
      long: 'Gates at 30 °C',
    });
    expect(toolWords({ kind: 'ttx', sodiumFraction: 0 }).long).toBe(
      'TTX, tetrodotoxin: no sodium channel works',
    );
    expect(toolWords({ kind: 'tea', potassiumFraction: 0.2 }).long).toBe(
      'TEA, tetraethylammonium: 20 % of the potassium channels work',
    );
  });

  it('name the word that stands on the tool, so that it can be called by what is seen', () => {
    for (const { treatment } of SET_A_FACTS.paints) {
      const { short, long } = toolWords(treatment);
      expect(long.toLowerCase()).toContain(short.toLowerCase());
    }
  });
});

describe('a stretch in words', () => {
  it('has the unit of the axon: sites 29 to 35, site 4, 40 to 46.5 mm, the patch', () => {
    expect(stretchWords({ from: 29, to: 35 }, SET_A_FACTS)).toBe('sites 29 to 35');
    expect(stretchWords({ from: 4, to: 4 }, SET_A_FACTS)).toBe('site 4');
    expect(stretchWords({ from: 40, to: 46.5 }, SQUID_FACTS)).toBe('40 to 46.5 mm');
    expect(stretchWords({ from: 0, to: 0 }, { placeUnit: '' })).toBe('the patch');
  });
});
