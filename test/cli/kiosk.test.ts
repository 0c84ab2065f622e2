import { expect, it } from 'vitest';
import { kiosk } from '../../src/cli/kiosk.js';

const SILENT = { out() {}, err() {} };

it.each(['localhost:8080', 'file:///srv/page', 'here', ''])(
  'kiosk refuses %j: no address of a page',
  async (url) => {
    await expect(kiosk(url, ['true'], SILENT)).rejects.toThrow(/is no address; the page of a rig is at http/);
  },
);

it('kiosk wants a browser', async () => {
  await expect(kiosk('http://127.0.0.1:8080/', [], SILENT)).rejects.toThrow(/no browser is named/);
});
