// Owns a device without a browser, which seals answers with the page's own script.
import {webcrypto} from 'node:crypto';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {slug, source} from './service.mjs';

const {base64url, fromBase64url, seal} =
  createRequire(import.meta.url)(join(source, 'static/files/offline.js'));

export const sealed_pattern = '/api/v1/dialogues/{slug}/sealed';
export const sealed_path = `/api/v1/dialogues/${slug}/sealed`;

export class Device {
  // One on which the demonstration dialogue was opened just now.
  static async of(service) {
    const device = new Device();
    const {body} = await service.request('GET', `/api/v1/dialogues/${slug}`);
    const dialogue = JSON.parse(body);
    device.form = dialogue.form;
    device.queue = fromBase64url(dialogue.queue_key);
    device.key = webcrypto.getRandomValues(new Uint8Array(16));
    return device;
  }

  // The body of a request that brings these answers; always of the same answer's key.
  async record(answers, more = {}) {
    const body = JSON.stringify(
      {version: 1, language: 'sv', channel: 'link', form: this.form, answers, ...more});
    const sealed = await seal(webcrypto.subtle, {key: this.key, queue: this.queue, slug, body});
    return {key: base64url(this.queue.slice(1, 17)), sealed: base64url(sealed)};
  }
}

// Provokes what the service says to sealed answers while a round is open; `judge`s each.
export async function provokeSealed(service, judge) {
  const answered = async (status, answer) => judge(status, await answer);
  const sent = (body) => service.json(sealed_path, body);
  const device = await Device.of(service);
  const record = await device.record({q2_trygg_kvall: 'ganska_trygg'});
  await answered(201, sent(record));
  await answered(201, sent(record));
  await answered(409, sent(await device.record({q2_trygg_kvall: 'vet_ej'})));
  await answered(422, sent({...record, key: 'x'}));
  await answered(422, sent({...record, sealed: record.sealed.slice(0, 200)}));
  await answered(422, sent(await device.record({q99: 'x'})));
  await answered(403, sent(await device.record({}, {channel: 'paper'})));
  await answered(400, sent('{'));
  await answered(415, service.form(sealed_path, {}));
  await answered(413, sent('x'.repeat(270_000)));
  await answered(404, service.json('/api/v1/dialogues/annan/sealed', record));
}
