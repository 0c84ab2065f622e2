import type { ContactBoard } from './contacts.js';
import type { MockBoard } from './mock-board.js';

/** The mock board with contacts that go on bouncing while time passes. */
export function mockContacts(board: MockBoard): ContactBoard {
  let flips: { readonly atUs: number; readonly act: () => void }[] = [];
  const set = (button: number, closed: boolean, bounceUs: readonly number[]) => {
    const put = (contact: boolean) => (contact ? board.press(button) : board.release(button));
    let atUs = board.timeUs;
    flips = bounceUs.map((us, n) => {
      const flip = { atUs, act: () => put(n % 2 === 0 ? !closed : closed) };
      atUs += us;
      return flip;
    });
    flips.push({ atUs, act: () => put(closed) });
  };
  return {
    get onSerial() {
      return board.onSerial;
    },
    set onSerial(listener) {
      board.onSerial = listener;
    },
    write: (bytes) => board.write(bytes),
    run(us) {
      const endUs = board.timeUs + us;
      while (flips.length > 0 && flips[0]!.atUs <= endUs) {
        const { atUs, act } = flips.shift()!;
        board.run(Math.max(0, atUs - board.timeUs));
        act();
      }
      board.run(endUs - board.timeUs);
    },
    press: (button, bounceUs = []) => set(button, true, bounceUs),
    release: (button, bounceUs = []) => set(button, false, bounceUs),
  };
}
