// Owns a device without a browser, which seals answers with the page's own script.
import {webcrypto} from 'node:crypto';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {slug, source} from './service.mjs';

const {base64url, fromBase64url, seal} =
  createRequire(import.meta.url)(join(source, 'static/files/offline.js'));

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
