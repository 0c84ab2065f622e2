/** What an administrator of the school's computers needs to let this page use boards. Pure. */
import { BOARD_VENDORS } from './ports-asked.js';

/**
 * One line of JSON, as the policies of Chrome and Edge take it: boards of the usual makers, for this site alone. A page
 * that is a file of the computer belongs to no site: there the setting is for all pages, each of which must ask.
 */
export function policyLine(address: string): string {
  const { protocol, origin } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') return JSON.stringify({ DefaultSerialGuardSetting: 3 });
  const devices = BOARD_VENDORS.map((vendor) => ({ vendor_id: vendor }));
  return JSON.stringify({ SerialAllowUsbDevicesForUrls: [{ devices, urls: [origin] }] });
}
