/**
 * Pictures for pages: each one for those that control, and for all who watch one in about two, encoded once, with the
 * samples of those between. A watcher to whom the last one has not left yet gets none, so nothing waits for a slow phone.
 */
import { type Clock, type LivePicture, PICTURE_MS } from '../controller/contract.js';
import { type Client, hasRoom } from './client.js';
import { encodePagePicture, type PictureToSend } from './page-picture.js';
import { type RigFacts, reverseLeds } from './state.js';

/** Between two pictures for watchers, at least: every other of 60 a second, and some room for a clock that is not even [ms]. */
export const WATCHER_PICTURE_MS = 2 * PICTURE_MS - 4;
/** Samples that wait for the next picture of the watchers; where there are more, their page asks the tape. */
const MOST_WAITING = 4096;

/** The samples of pictures that follow each other on the tape. */
interface Waiting {
  first: number;
  last: number;
  parts: Float64Array[];
  count: number;
}

export interface Pictures {
  /** @param controls who gets every picture. */
  send(picture: LivePicture, clients: Iterable<Client>, controls: (client: Client) => boolean): void;
}

export function createPictures(
  clock: Clock,
  rig: RigFacts,
  ledCount: number,
  caught: (client: Client, error: unknown) => void,
): Pictures {
  const turned = new Uint8Array(3 * ledCount);
  let sentMs = Number.NEGATIVE_INFINITY;
  let waiting: Waiting | undefined;

  /** Adds the samples of a picture to those that wait, if it is the next one. */
  function wait({ picture, lookingBack }: LivePicture, samples: Float64Array): Waiting {
    const follows =
      waiting &&
      !lookingBack &&
      (picture === waiting.last || picture === waiting.last + 1) &&
      waiting.count + samples.length <= 3 * MOST_WAITING;
    if (!waiting || !follows) waiting = { first: picture, last: picture, parts: [], count: 0 };
    waiting.last = picture;
    waiting.parts.push(samples.slice());
    waiting.count += samples.length;
    return waiting;
  }

  function fieldsOf(picture: LivePicture): Omit<PictureToSend, 'samples'> {
    return {
      picture: picture.picture,
      lookingBack: picture.lookingBack,
      channelsOn: picture.channelsOn,
      modelMs: picture.modelMs,
      blueMv: picture.blueMv,
      yellowMv: picture.yellowMv,
      blueHighestMv: picture.blueHighestMv,
      yellowHighestMv: picture.yellowHighestMv,
      currentMa: picture.light.currentMa,
      currentLimitActing: picture.light.currentLimitActing,
      flashLimitActing: picture.light.flashLimitActing,
      rgb: rig.reversed ? reverseLeds(picture.light.rgb, turned) : picture.light.rgb,
      potentialMv: picture.potentialMv,
      highestMv: picture.highestMv,
      gates: picture.gates,
      inside: picture.inside,
    };
  }

  return {
    send(picture, clients, controls) {
      const own: Client[] = [];
      const watchers: Client[] = [];
      for (const client of clients)
        if (client.seated) {
          if (controls(client)) own.push(client);
          else watchers.push(client);
        }
      if (own.length + watchers.length === 0) return;
      const samples = picture.samples();
      const fields = fieldsOf(picture);
      if (own.length > 0) {
        const bytes = encodePagePicture({ ...fields, samples });
        for (const client of own) if (hasRoom(client)) attempt(client, () => client.socket.send(bytes));
      }
      if (watchers.length === 0) {
        waiting = undefined;
        return;
      }
      const due = wait(picture, samples);
      const nowMs = clock.nowMs();
      if (nowMs - sentMs < WATCHER_PICTURE_MS) return;
      sentMs = nowMs;
      waiting = undefined;
      const bytes = encodePagePicture({ ...fields, skipped: due.last - due.first, samples: joined(due) });
      for (const client of watchers)
        if (!client.pictureWaits && hasRoom(client)) attempt(client, () => sendOne(client, bytes));
    },
  };

  function attempt(client: Client, work: () => void): void {
    try {
      work();
    } catch (error) {
      caught(client, error);
    }
  }
}

function sendOne(client: Client, bytes: Uint8Array): void {
  client.pictureWaits = true;
  client.socket.send(bytes, () => {
    client.pictureWaits = false;
  });
}

function joined({ parts, count }: Waiting): Float64Array {
  const samples = new Float64Array(count);
  let at = 0;
  for (const part of parts) {
    samples.set(part, at);
    at += part.length;
  }
  return samples;
}
