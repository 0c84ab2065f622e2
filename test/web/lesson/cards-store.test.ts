import { afterEach, expect, it, vi } from 'vitest';
import { CardsStore } from '../../../src/web/lesson/cards-store.js';

const NONE = { cards: [], plans: [] };

afterEach(() => {
  vi.unstubAllGlobals();
});

it('asks for the words of cards once, and once more when the page may have more of them', async () => {
  const asked = vi.fn(async (_address: string) => Response.json(NONE));
  vi.stubGlobal('fetch', asked);
  let came = (): void => {};
  const store = new CardsStore('de', () => came());
  const next = () =>
    new Promise<void>((resolve) => {
      came = resolve;
    });
  store.renew();
  expect(asked).toHaveBeenCalledTimes(0);
  const first = next();
  store.want();
  store.want();
  await first;
  expect(asked.mock.calls.map(([address]) => address)).toEqual(['cards.json?lang=de']);
  const again = next();
  store.renew();
  expect(store.news).toEqual({ kind: 'here', texts: NONE });
  await again;
  expect(asked).toHaveBeenCalledTimes(2);
});
