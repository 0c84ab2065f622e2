import { describe, expect, it } from 'vitest';
import { Keeper, type KeepTrouble, type Shelf } from '../../../src/browser/page/keeper.js';
import {
  type Kept,
  MOST_CHARS,
  MOST_LESSONS,
  NOTHING_KEPT,
  readKept,
  withLesson,
  withoutLesson,
  writeKept,
} from '../../../src/browser/page/kept.js';
import { MAX_FILE_CHARS } from '../../../src/files/yaml-text.js';

const KEPT: Kept = {
  rig: { file: 'rig.yaml', text: 'device: {kind: virtual}\n' },
  lessons: [{ file: 'a.yaml', text: 'card: 1\n' }],
  leavesBoard: true,
  flashing: false,
};

describe('what a browser keeps', () => {
  it('is read as it was written, and a browser that kept nothing has nothing', () => {
    expect(readKept(writeKept(KEPT))).toEqual({ kind: 'here', kept: KEPT });
    expect(readKept(null)).toEqual({ kind: 'here', kept: NOTHING_KEPT });
  });

  it('is told apart from what a newer page has written', () => {
    expect(readKept(writeKept(KEPT).replace('"version":1', '"version":2'))).toEqual({ kind: 'newer' });
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"rig":null}',
    '{"version":1,"rig":{"file":"x"}}',
    '{"version":1,"lessons":{}}',
    '{"version":1,"flashing":1}',
    JSON.stringify({ version: 1, rig: { file: 'long.yaml', text: 'x'.repeat(MOST_CHARS + 1) } }),
  ])('is unreadable, and handed back whole: %.40s', (text) => {
    expect(readKept(text)).toEqual({ kind: 'unreadable', text });
  });

  it('has a name for each file: one that came without one is found under unnamed.yaml', () => {
    const nameless = { ...KEPT, rig: { file: '', text: 'a: 1' }, lessons: [{ file: ' ', text: 'card: 1' }] };
    expect(readKept(writeKept(nameless))).toEqual({
      kind: 'here',
      kept: {
        ...KEPT,
        rig: { file: 'unnamed.yaml', text: 'a: 1' },
        lessons: [{ file: 'unnamed.yaml', text: 'card: 1' }],
      },
    });
  });

  it('has no file that is longer than the rig itself would read', () => {
    expect(MOST_CHARS).toBe(MAX_FILE_CHARS);
  });

  it('has a card once, the newest; and of 41 the first is dropped', () => {
    const again = withLesson(KEPT, { file: 'a.yaml', text: 'card: 1\ntitle: New\n' });
    expect(again.kept.lessons).toEqual([{ file: 'a.yaml', text: 'card: 1\ntitle: New\n' }]);
    let { kept } = again;
    let dropped: string | undefined;
    for (let n = 1; n <= MOST_LESSONS; n++) {
      const next = withLesson(kept, { file: `b${n}.yaml`, text: 'card: 1\n' });
      kept = next.kept;
      dropped = next.dropped?.file;
    }
    expect([kept.lessons.length, dropped]).toEqual([MOST_LESSONS, 'a.yaml']);
    expect(withoutLesson(kept, 'b1.yaml').lessons).toHaveLength(MOST_LESSONS - 1);
    expect(readKept(writeKept(kept)).kind).toBe('here');
  });
});

/** A shelf with room for so many characters. */
class SmallShelf implements Shelf {
  readonly texts = new Map<string, string>();
  readonly #room: number;

  constructor(room = 1e6, text?: string) {
    this.#room = room;
    if (text !== undefined) this.texts.set('axon-rig-page', text);
  }

  getItem(key: string): string | null {
    return this.texts.get(key) ?? null;
  }

  setItem(key: string, text: string): void {
    let used = text.length;
    for (const [other, kept] of this.texts) if (other !== key) used += kept.length;
    if (used > this.#room) throw Object.assign(new Error('no room'), { name: 'QuotaExceededError' });
    this.texts.set(key, text);
  }

  removeItem(key: string): void {
    this.texts.delete(key);
  }
}

function keeperOn(shelf: () => Shelf) {
  const told: KeepTrouble[] = [];
  return { keeper: new Keeper(shelf, (trouble) => told.push(trouble)), told };
}

describe('a keeper', () => {
  it('finds the next time what it has kept', () => {
    const shelf = new SmallShelf();
    expect(keeperOn(() => shelf).keeper.keep(KEPT)).toBe(true);
    expect(keeperOn(() => shelf).keeper.kept).toEqual(KEPT);
  });

  it('goes on without a shelf that is forbidden, and says so once', () => {
    const { keeper, told } = keeperOn(() => {
      throw new Error('SecurityError');
    });
    expect(keeper.keep({ leavesBoard: true })).toBe(false);
    keeper.keep({ leavesBoard: false });
    expect(told).toEqual(['forbidden']);
    keeper.keep({ rig: KEPT.rig });
    expect(keeper.kept.rig).toEqual(KEPT.rig);
  });

  it('says that a shelf is full, keeps what was there, and goes on when there is room again', () => {
    const shelf = new SmallShelf(300);
    const { keeper, told } = keeperOn(() => shelf);
    keeper.keep(KEPT);
    const before = shelf.getItem('axon-rig-page');
    const large = { file: 'b.yaml', text: `card: 1\n${'#'.repeat(400)}` };
    expect(keeper.keep(withLesson(keeper.kept, large).kept)).toBe(false);
    expect([told, shelf.getItem('axon-rig-page')]).toEqual([['full'], before]);
    expect(keeper.kept.lessons).toHaveLength(2);
    expect(keeper.keep(withoutLesson(keeper.kept, 'b.yaml'))).toBe(true);
    expect(keeper.trouble).toBeUndefined();
  });

  it('puts aside what it cannot read, and has it to save until it is thrown away', () => {
    const shelf = new SmallShelf(1e6, '{"version":1,');
    const { keeper, told } = keeperOn(() => shelf);
    keeper.keep(KEPT);
    expect([told, keeper.aside?.text]).toEqual([[], '{"version":1,']);
    const next = keeperOn(() => shelf).keeper;
    expect([next.kept, next.aside?.text]).toEqual([KEPT, '{"version":1,']);
    next.throwAsideAway();
    expect(keeperOn(() => shelf).keeper.aside).toBeUndefined();
  });

  it('writes nothing over what it can neither read nor put aside', () => {
    const text = `{"broken": "${'x'.repeat(200)}`;
    const shelf = new SmallShelf(300, text);
    const { keeper, told } = keeperOn(() => shelf);
    expect(keeper.keep({ leavesBoard: true })).toBe(false);
    expect([told, shelf.getItem('axon-rig-page')]).toEqual([['full'], text]);
    keeper.throwAsideAway();
    expect(keeper.keep({ leavesBoard: true })).toBe(true);
    expect(keeperOn(() => shelf).keeper.kept.leavesBoard).toBe(true);
  });

  it('leaves what a newer page has kept as it is', () => {
    const text = '{"version":2,"more":true}';
    const shelf = new SmallShelf(1e6, text);
    const { keeper, told } = keeperOn(() => shelf);
    expect(keeper.keep({ leavesBoard: true })).toBe(false);
    expect([told, shelf.getItem('axon-rig-page')]).toEqual([['newer'], text]);
  });

  it('loses nothing of what another tab has kept meanwhile, and takes away what it is told to', () => {
    const shelf = new SmallShelf();
    const lesson = (file: string) => ({ file, text: 'card: 1\n' });
    const [one, two] = [keeperOn(() => shelf).keeper, keeperOn(() => shelf).keeper];
    one.keep((kept) => withLesson(kept, lesson('one.yaml')).kept);
    two.keep((kept) => withLesson(kept, lesson('two.yaml')).kept);
    one.keep({ rig: KEPT.rig });
    one.keep({ leavesBoard: true });
    const files = (kept: Kept) => kept.lessons.map(({ file }) => file);
    const next = () => keeperOn(() => shelf).keeper.kept;
    expect([files(next()), next().rig]).toEqual([['one.yaml', 'two.yaml'], KEPT.rig]);
    expect([files(one.kept), files(two.kept)]).toEqual([['one.yaml'], ['two.yaml']]);
    two.keep((kept) => withoutLesson(kept, 'two.yaml'));
    expect([files(next()), next().leavesBoard]).toEqual([['one.yaml'], true]);
  });

  it('leaves what a newer page in another tab has kept meanwhile as it is', () => {
    const text = '{"version":2,"more":true}';
    const shelf = new SmallShelf();
    const { keeper, told } = keeperOn(() => shelf);
    keeper.keep(KEPT);
    shelf.setItem('axon-rig-page', text);
    expect(keeper.keep({ leavesBoard: false })).toBe(false);
    expect([told, shelf.getItem('axon-rig-page')]).toEqual([['newer'], text]);
  });
});
