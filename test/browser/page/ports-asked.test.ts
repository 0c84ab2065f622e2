import { describe, expect, it } from 'vitest';
import { policyLine } from '../../../src/browser/page/policy-line.js';
import { askForPort, hasPort, serialAccess } from '../../../src/browser/page/ports-asked.js';

/** A list of ports that ends with this error after so long. */
function listThat(error: { name: string; message?: string } | undefined, tookMs: number) {
  let nowMs = 1000;
  const asked: unknown[] = [];
  const serial = {
    async requestPort(options?: unknown) {
      asked.push(options);
      nowMs += tookMs;
      if (error) throw Object.assign(new Error(error.message ?? ''), { name: error.name });
      return {};
    },
  };
  return { ask: (all = false) => askForPort(serial, all, () => nowMs), asked };
}

describe('whether a page may use serial ports', () => {
  it('goes by the browser, and by the address where a browser of that kind has none', () => {
    const serial = { requestPort() {} };
    expect(serialAccess({ serial }, true, true)).toEqual({ kind: 'here', serial });
    expect(serialAccess({}, true, true).kind).toBe('none');
    expect(serialAccess({}, false, true).kind).toBe('insecure');
    expect(serialAccess({}, false, false).kind).toBe('none');
  });
});

describe('asking for a port', () => {
  it('shows the ports of 7 makers of boards, or all of them', async () => {
    const { ask, asked } = listThat(undefined, 2000);
    expect(await ask()).toEqual({ kind: 'chosen' });
    expect(await ask(true)).toEqual({ kind: 'chosen' });
    const [first, second] = asked as [{ filters: { usbVendorId: number }[] }, undefined];
    expect(first.filters).toHaveLength(7);
    expect(first.filters).toContainEqual({ usbVendorId: 0x2341 });
    expect(second).toBeUndefined();
  });

  it('tells a list that a hand has closed, after 2 s, from one that did not come up, within 20 ms', async () => {
    const none = { name: 'NotFoundError', message: 'No port selected by the user.' };
    expect(await listThat(none, 2000).ask()).toEqual({ kind: 'closed' });
    expect(await listThat(none, 250).ask()).toEqual({ kind: 'closed' });
    expect(await listThat(none, 20).ask()).toEqual({ kind: 'blocked' });
    expect(await listThat({ name: 'NotAllowedError' }, 2000).ask()).toEqual({ kind: 'blocked' });
  });

  it('knows a frame that may not, and hands on whatever else a browser says', async () => {
    const frame = {
      name: 'SecurityError',
      message: 'Access to "serial" is disallowed by permissions policy.',
    };
    expect(await listThat(frame, 1).ask()).toEqual({ kind: 'frame' });
    const gesture = { name: 'SecurityError', message: 'Must be handling a user gesture.' };
    expect(await listThat(gesture, 1).ask()).toEqual({ kind: 'failed', words: gesture.message });
  });

  it('knows whether a port was given before, and takes an error for none', async () => {
    expect(await hasPort({ getPorts: async () => [{}] })).toBe(true);
    expect(await hasPort({ getPorts: async () => [] })).toBe(false);
    expect(await hasPort({ getPorts: () => Promise.reject(new Error('forbidden')) })).toBe(false);
  });
});

describe('the line for an administrator', () => {
  it('grants the boards of 7 makers to one site, which is the origin alone', () => {
    const line = JSON.parse(policyLine('https://school.example:8443/axon/rig.html?card=rest#now')) as {
      SerialAllowUsbDevicesForUrls: [{ devices: unknown[]; urls: string[] }];
    };
    const [grant] = line.SerialAllowUsbDevicesForUrls;
    expect(grant.urls).toEqual(['https://school.example:8443']);
    expect(grant.devices).toHaveLength(7);
    expect(grant.devices[0]).toEqual({ vendor_id: 9025 });
  });

  it('lets pages ask where the page is a file, which belongs to no site', () => {
    expect(policyLine('file:///media/stick/axon-rig.html')).toBe('{"DefaultSerialGuardSetting":3}');
  });
});
