// Owns a telephone in bad weather: a browser with a profile on the disk, which can be killed and
// started again, and somebody who answers a dialogue in it until the page says that it is kept.
import {readlinkSync} from 'node:fs';
import {chromium} from 'playwright-core';
import {launching} from './browser.mjs';
import {outbox, until} from './offline_pages.mjs';

const page_ms_max = 15_000;
const saved = 'Sparat på enheten';

export class Phone {
  constructor({folder, network, slug}) {
    Object.assign(this, {folder, network, slug, receipts: []});
  }

  async start() {
    this.context = await chromium.launchPersistentContext(this.folder,
      {...launching(this.network.pinned), locale: 'sv-SE', viewport: {width: 360, height: 640}});
    this.context.setDefaultTimeout(page_ms_max);
    [this.page] = this.context.pages();
  }

  // As when the battery is taken out.
  async kill() {
    const ended = new Promise((resolve) => this.context.once('close', resolve));
    const lock = readlinkSync(`${this.folder}/SingletonLock`);
    process.kill(Number(lock.slice(lock.lastIndexOf('-') + 1)), 'SIGKILL');
    await ended;
  }

  async restart() {
    await this.kill();
    await this.start();
  }

  // The page with all questions, from the service or from what is kept; false if there is none now.
  async open(page = this.page) {
    try {
      await page.goto(`${this.network.url}/d/${this.slug}/offline?lang=sv`);
      await page.locator('form[data-queue] [name="script"]').waitFor({state: 'attached'});
      return true;
    } catch (lost) {
      return false;
    }
  }

  async visit() {
    await until(() => this.open(), 'the dialogue');
    await this.page.goto(`${this.network.url}/d/${this.slug}?lang=sv`);
    await until(() => this.page.evaluate(async (slug) => Boolean(
      await caches.match(`/d/${slug}/offline?lang=sv`, {ignoreVary: true})), this.slug),
    'the kept form');
  }

  // The promise of the page itself is awaited, and nothing of the service.
  async answer(words) {
    await until(() => this.open(), 'the dialogue');
    const field = (name) => this.page.locator(`[name="q.${name}"]:visible`);
    await this.page.locator('[name="q.a"][value="ja"]').check();
    await field('b').fill(words);
    await this.page.locator('[name="q.kon"][value="nej"]').check();
    await this.page.locator('button.main').click();
  }

  async keepsIt() {
    await this.page.locator('#kept').waitFor({state: 'visible'});
    this.receipts.push(await this.page.locator('.receipt').textContent());
  }

  // What waits in it; the page must be one of the dialogue's.
  async waiting() {
    return (await outbox(this.page)).filter((record) => !record.refused).length;
  }

  async stop() {
    await this.context?.close();
  }
}

export {saved};
