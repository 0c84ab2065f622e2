/**
 * A part whose code comes once the first picture is there, so that the picture does not wait for it, or once it is known that the rig is an exhibit. Until then the
 * latest word of each kind is kept for it, and the last key that is its own.
 */
import type { KeyAction } from './keys.js';
import type { Part } from './part.js';

export interface LatePartOptions {
  load(): Promise<Part>;
  /** Keys that nobody else answers. */
  isOwnKey(action: KeyAction): boolean;
  /** It is needed only where the rig is an exhibit, and then at once. */
  readonly ofExhibit?: boolean;
  /** Its code has not come. It is asked for again with the next picture. */
  failed?(): void;
}

type Told = 'link' | 'state' | 'line' | 'role' | 'votes' | 'lesson' | 'exhibit' | 'layOut';

export function latePart({ load, isOwnKey, ofExhibit = false, failed }: LatePartOptions): Part {
  let part: Part | undefined;
  let isLoading = false;
  let key: KeyAction | undefined;
  const kept = new Map<Told, (part: Part) => void>();

  function tell(kind: Told, say: (part: Part) => void): void {
    if (part) say(part);
    else kept.set(kind, say);
  }

  async function begin(): Promise<void> {
    isLoading = true;
    try {
      const come = await load();
      part = come;
      for (const say of kept.values()) say(come);
      kept.clear();
      if (key !== undefined) come.key?.(key);
    } catch {
      // The rig was away: the next picture asks again.
      isLoading = false;
      failed?.();
    }
  }

  function want(): void {
    if (!isLoading && (!ofExhibit || kept.has('exhibit'))) void begin();
  }

  return {
    picture(picture) {
      if (part) part.picture?.(picture);
      else want();
    },
    exhibit(exhibit) {
      tell('exhibit', (to) => to.exhibit?.(exhibit));
      if (!part && ofExhibit) want();
    },
    get covers() {
      return part?.covers ?? false;
    },
    draw: (picture, wallMs) => part?.draw?.(picture, wallMs) ?? false,
    refusal: (words) => part?.refusal?.(words),
    link: (link) => tell('link', (to) => to.link?.(link)),
    state: (state) => tell('state', (to) => to.state?.(state)),
    line: (line) => tell('line', (to) => to.line?.(line)),
    role: (role) => tell('role', (to) => to.role?.(role)),
    votes: (votes) => tell('votes', (to) => to.votes?.(votes)),
    lesson: (lesson) => tell('lesson', (to) => to.lesson?.(lesson)),
    layOut: (calm) => tell('layOut', (to) => to.layOut?.(calm)),
    key(action) {
      if (part) return part.key?.(action) ?? false;
      if (!isOwnKey(action)) return false;
      key = action;
      return true;
    },
  };
}
