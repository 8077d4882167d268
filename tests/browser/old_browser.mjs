// Owns a browser of old phones: Chromium 69 of 2018, which npm has packed for servers, by the
// puppeteer of its year. It knows neither inset-inline-start, gaps between flexible boxes, :has()
// nor :focus-visible.
import {chmodSync, createReadStream, createWriteStream, mkdirSync, mkdtempSync, readdirSync, rmSync}
  from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {createBrotliDecompress} from 'node:zlib';
import {screenshots} from './browser.mjs';

const require = createRequire(import.meta.url);
const wait_ms_max = 20_000;
const pages_max = 20;

async function unpacked(folder) {
  const packed = join(dirname(require.resolve('chrome-aws-lambda/package.json')), 'bin');
  const name = readdirSync(packed).find((file) => file.endsWith('.br'));
  const file = join(folder, 'chromium');
  await pipeline(createReadStream(join(packed, name)), createBrotliDecompress(),
    createWriteStream(file));
  chmodSync(file, 0o755);
  return file;
}

export class OldBrowser {
  static async start() {
    const browser = new OldBrowser();
    browser.folder = mkdtempSync(join(tmpdir(), 'lyhord-old-browser-'));
    browser.problems = [];
    browser.seen = 0;
    mkdirSync(screenshots, {recursive: true});
    browser.chromium = await require('puppeteer-core').launch({
      executablePath: await unpacked(browser.folder),
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
      ignoreHTTPSErrors: true,
    });
    return browser;
  }

  async stop() {
    await this.chromium.close();
    rmSync(this.folder, {recursive: true, force: true});
  }

  async person({language = 'sv', runsScripts = true} = {}) {
    const context = await this.chromium.createIncognitoBrowserContext();
    const page = await context.newPage();
    page.setDefaultNavigationTimeout(wait_ms_max);
    await page.setViewport({width: 360, height: 640, isMobile: true, hasTouch: true});
    await page.setExtraHTTPHeaders({'Accept-Language': language});
    await page.setJavaScriptEnabled(runsScripts);
    page.on('pageerror', (error) => this.problems.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') {
        this.problems.push(`${page.url()} says on the console: ${message.text()}`);
      }
    });
    return new OldPerson(this, page);
  }
}

// What a person does on a page. Nothing here runs in the page but what asks it where things are, so
// that it works with JavaScript off too.
export class OldPerson {
  constructor(browser, page) {
    this.browser = browser;
    this.page = page;
  }

  async go(url) {
    await this.page.goto(url);
  }

  // By coordinates: the puppeteer of that year cannot tap or click on a page without JavaScript.
  async tap(selector) {
    const {x, y} = await this.page.$eval(selector, (node) => {
      node.scrollIntoView({block: 'center'});
      const {left, top, width, height} = node.getBoundingClientRect();
      return {x: left + width / 2, y: top + height / 2};
    });
    await this.page.mouse.click(x, y);
  }

  async press(selector) {
    await Promise.all([this.page.waitForNavigation(), this.tap(selector)]);
  }

  // Letter by letter, as a keyboard does, also what no key of an English one has.
  async type(selector, text) {
    await this.tap(selector);
    for (const letter of text) {
      await this.page._client.send('Input.dispatchKeyEvent', {type: 'char', text: letter});
    }
  }

  next() {
    return this.press('button[name="go"][value="next"]');
  }

  async has(selector) {
    return await this.page.$(selector) !== null;
  }

  // The fields of the page that are shown and wait for an answer, one of each name.
  waiting() {
    return this.page.evaluate(() => {
      const found = {};
      Array.from(document.querySelectorAll('main [name^="q."]')).forEach((node) => {
        if (node.type !== 'hidden' && node.getClientRects().length > 0 && !(node.name in found)) {
          found[node.name] = node.localName === 'select' ? 'select' : node.type;
        }
      });
      return Object.keys(found).map((name) => ({name, kind: found[name]}));
    });
  }

  async answer({name, kind}, text) {
    const field = `[name="${name}"]:not([type="hidden"])`;
    if (kind === 'select') {
      await this.page.select(field, await this.page.evaluate((selector) =>
        document.querySelector(selector).options[1].value, field));
    } else if (kind === 'radio' || kind === 'checkbox') {
      await this.tap(field);
    } else {
      const number = await this.has(`${field}[inputmode="decimal"]`);
      await this.type(field, number ? '1' : text);
    }
  }

  // Answers everything on this page, also what appears on the way.
  async answerAll(text) {
    const answered = new Set();
    for (let left = await this.waiting(); left.some(({name}) => !answered.has(name));
      left = await this.waiting()) {
      const field = left.find(({name}) => !answered.has(name));
      await this.answer(field, text);
      answered.add(field.name);
    }
    return answered.size;
  }

  async toReview(text) {
    let fields = 0;
    for (let pages = 0; pages < pages_max && !await this.has('button[value="send"]'); ++pages) {
      fields += await this.answerAll(text);
      await this.judge(`page-${pages + 1}`);
      await this.next();
    }
    return fields;
  }

  // Nothing reaches over the edge or stands at it, and no box touches its words.
  async judge(name) {
    this.browser.seen += 1;
    const label = `old-${String(this.browser.seen).padStart(2, '0')}-${name}`;
    await this.page.screenshot({path: join(screenshots, `${label}-360.png`), fullPage: true});
    const {wide, edges, touching} = await this.page.evaluate(() => {
      const shown = (selector) => Array.from(document.querySelectorAll(selector))
        .filter((node) => node.getClientRects().length > 0 && !node.closest('.unseen, .skip'));
      const left = (node) => node.getBoundingClientRect();
      const words = (node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return range.getBoundingClientRect();
      };
      return {
        wide: document.documentElement.scrollWidth,
        edges: shown('h1, h2, p, li, label, button, textarea, select, legend')
          .filter((node) => left(node).left < 8 || left(node).right > innerWidth - 8)
          .map((node) => node.outerHTML.slice(0, 80)),
        touching: shown('.choices label').filter((label) => {
          const [box, text] = [left(label.querySelector('input')), words(label.lastElementChild)];
          return Math.max(text.left - box.right, box.left - text.right) < 4;
        }).map((node) => node.outerHTML.slice(0, 80)),
      };
    });
    if (wide > 360) {
      this.browser.problems.push(`${label} is ${wide} px wide`);
    }
    [...edges, ...touching].forEach((html) =>
      this.browser.problems.push(`${label}: at the edge, or touching: ${html}`));
  }
}
