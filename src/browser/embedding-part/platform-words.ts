/** How it stands with a learning platform, in words. Pure. */
import { numberFigure, say } from '../../web/words/say.js';
import type { PlatformState } from '../embedding/scorm-session.js';

const MS_PER_S = 1000;

export interface PlatformWords {
  readonly words: string;
  /** Something is wrong that somebody should know of. */
  readonly isAlert: boolean;
}

/** @returns undefined: there is nothing to say. */
export function platformWords(state: PlatformState): PlatformWords | undefined {
  const plain = (words: string) => ({ words, isAlert: false });
  const alert = (words: string) => ({ words, isAlert: true });
  switch (state.kind) {
    case 'searching':
      return plain(say('embedding.searching'));
    case 'none':
      return alert(say(state.closed ? 'embedding.closed' : 'embedding.none'));
    case 'keeps': {
      const { best, slowMs } = state;
      const kept = best === null ? say('embedding.keeps') : say('embedding.kept', { points: best });
      if (slowMs === null) return plain(kept);
      return plain(`${kept} ${say('embedding.slow', { s: numberFigure(Math.round(slowMs / MS_PER_S)) })}`);
    }
    case 'only-shows':
      return plain(say('embedding.onlyShows'));
    case 'failed':
      return alert(say('embedding.failed', { asked: state.asked, why: state.words || '–' }));
    case 'ended':
      return undefined;
  }
}
