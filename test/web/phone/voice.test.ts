import { describe, expect, it } from 'vitest';
import { keptVoice, voiceOf } from '../../../src/web/phone/voice.js';

function storage(kept: Record<string, string> = {}) {
  return {
    kept,
    getItem: (name: string) => kept[name] ?? null,
    setItem(name: string, text: string) {
      kept[name] = text;
    },
  };
}

describe('the voice of a phone', () => {
  it('is 22 letters, digits and dashes, of 16 bytes', () => {
    expect(voiceOf(new Uint8Array(16).fill(255))).toBe('_____________________w');
    expect(voiceOf(new Uint8Array(16).fill(251))).toMatch(/^[\w-]{22}$/);
  });

  it('is the same each time, and another in another browser', () => {
    const own = storage();
    const voice = keptVoice(() => own);
    expect(voice).toMatch(/^[\w-]{22}$/);
    expect(keptVoice(() => own)).toBe(voice);
    expect(keptVoice(() => storage())).not.toBe(voice);
  });

  it('is made again of what is no voice, and lasts as long as the page where nothing can be kept', () => {
    const damaged = storage({ 'axon-rig-voice': 'a name' });
    expect(keptVoice(() => damaged)).toMatch(/^[\w-]{22}$/);
    const closed = () => {
      throw new Error('SecurityError');
    };
    expect(keptVoice(closed)).toMatch(/^[\w-]{22}$/);
  });
});
