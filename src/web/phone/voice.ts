/** What this phone calls itself: by chance, the same when it comes back, and nothing about who holds it. */
const VOICE_BYTES = 16;
const KEPT_AS = 'axon-rig-voice';

/** 22 letters and digits, of 16 bytes. */
export function voiceOf(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** A browser that keeps nothing, as in a private window, has a voice until the page is closed. */
export function keptVoice(storage: () => Pick<Storage, 'getItem' | 'setItem'>): string {
  const fresh = () => voiceOf(crypto.getRandomValues(new Uint8Array(VOICE_BYTES)));
  try {
    const kept = storage().getItem(KEPT_AS);
    if (kept !== null && /^[\w-]{22}$/.test(kept)) return kept;
    const voice = fresh();
    storage().setItem(KEPT_AS, voice);
    return voice;
  } catch {
    return fresh();
  }
}
