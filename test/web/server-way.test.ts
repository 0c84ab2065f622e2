/** The way of a page to the rig that serves it. Its screen for visitors is looked at in a browser: exhibit-page.test.ts. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { takePass } from '../../src/web/rig-address.js';
import { serverWay } from '../../src/web/server-way.js';
import { pageRole } from './page-role.js';

beforeEach(() => {
  vi.stubGlobal('location', { href: 'http://127.0.0.1:5174/?lang=de', pathname: '/' });
  vi.stubGlobal('document', { querySelector: () => null, body: { dataset: {} } });
});
afterEach(() => {
  takePass(null);
  vi.unstubAllGlobals();
});

describe('the way to a rig that serves the page', () => {
  it('asks and links beside the page, from the role on with the pass that it was told', async () => {
    const fetched = vi.fn(async (_address: string, _options: RequestInit) => new Response('1'));
    vi.stubGlobal('fetch', fetched);
    const way = serverWay();
    const link = { href: '' } as HTMLAnchorElement;
    await way.get('votes.csv');
    way.roleOf?.(pageRole('teacher', { pass: 'a-b_c' }));
    const signal = AbortSignal.timeout(1000);
    await way.get('cards.json?lang=de', signal);
    way.link(link, 'votes.csv');
    expect(fetched.mock.calls).toEqual([
      ['votes.csv', {}],
      ['cards.json?lang=de&pass=a-b_c', { signal }],
    ]);
    expect(link.href).toBe('votes.csv?pass=a-b_c');
  });

  it('dials the web socket beside the page', () => {
    const dialled: string[] = [];
    vi.stubGlobal(
      'WebSocket',
      class {
        constructor(address: string) {
          dialled.push(address);
        }
      },
    );
    serverWay().dial();
    expect(dialled).toEqual(['ws://127.0.0.1:5174/ws']);
  });
});
