import { expect, it, vi } from 'vitest';
import { CardsStore } from '../../../src/web/lesson/cards-store.js';

const NONE = { cards: [], plans: [] };

it('asks for the words of cards once, and once more when the page may have more of them', async () => {
  const asked = vi.fn(async (_path: string) => Response.json(NONE));
  let came = (): void => {};
  const store = new CardsStore({ get: asked, link() {} }, 'de', () => came());
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
  expect(asked.mock.calls.map(([path]) => path)).toEqual(['cards.json?lang=de']);
  const again = next();
  store.renew();
  expect(store.news).toEqual({ kind: 'here', texts: NONE });
  await again;
  expect(asked).toHaveBeenCalledTimes(2);
});
