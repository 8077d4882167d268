// Every page with the keyboard alone, with JavaScript and without: nothing that cannot be reached,
// no stop without a visible mark, no trap, no target too small for a thumb; and texts twice as
// large, or set as WCAG 1.4.12 asks, stay on the screen.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Browser} from './browser.mjs';
import {plain} from './form_pages.mjs';
import {Service, slug} from './service.mjs';

const stops_max = 150;
const pages_max = 20;
const target_px_min = 44;
const password = 'blå cykel under eken';

// Where the keyboard is, as the page sees it; nothing at the end of the page.
function stop() {
  const node = document.activeElement;
  if (node === document.body || node === document.documentElement) {
    return null;
  }
  const marked = (at) => {
    const {outlineStyle, outlineWidth} = getComputedStyle(at);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  };
  const target = node.closest('label, .cards li') || node;  // all of a card is its link
  const {width, height, top, bottom} = target.getBoundingClientRect();
  const is_in_text = node.localName === 'a' && node.closest('p, dd') !== null &&
    getComputedStyle(node).display === 'inline';
  return {
    kind: node.localName === 'input' ? node.type : node.localName,
    name: node.name || '', value: node.getAttribute('value') || '', href: node.href || '',
    typed: node.value || '', html: node.outerHTML.slice(0, 100),
    is_marked: marked(node) || marked(target), is_in_text,
    is_seen: bottom > 0 && top < innerHeight, size: Math.min(width, height),
  };
}

class Keyboard {
  constructor(page, problems) {
    this.page = page;
    this.problems = problems;
  }

  async press(key) {
    await this.page.keyboard.press(key);
  }

  async next() {
    await this.press('Tab');
    const at = await this.page.evaluate(stop);
    if (at !== null) {
      const where = `${this.page.url()}: ${at.html}`;
      if (!at.is_marked) {
        this.problems.add(`no visible mark: ${where}`);
      }
      if (!at.is_seen) {
        this.problems.add(`off the screen: ${where}`);
      }
      if (!at.is_in_text && at.size < target_px_min) {
        this.problems.add(`${at.size} px: ${where}`);
      }
    }
    return at;
  }

  // Goes on until a stop that is wanted, doing on the way what `meet` does.
  async until(wanted, meet = async () => {}) {
    for (let stops = 0; stops < stops_max; ++stops) {
      const at = await this.next();
      assert.ok(at !== null, `${this.page.url()} ended before what was wanted`);
      if (wanted(at)) {
        return at;
      }
      await meet(at);
    }
    assert.fail(`${this.page.url()} holds the keyboard`);
  }

  // Once through the whole page.
  async through() {
    for (let stops = 0; stops < stops_max; ++stops) {
      if (await this.next() === null) {
        return;
      }
    }
    assert.fail(`${this.page.url()} holds the keyboard`);
  }

  async enter() {
    await Promise.all([this.page.waitForNavigation(), this.press('Enter')]);
  }

  async answer(at) {
    if (!at.name.startsWith('q.')) {
      return;
    }
    if (at.kind === 'radio') {
      await this.press('Space');
    } else if (at.kind === 'checkbox') {
      if (!this.ticked.has(at.name)) {
        this.ticked.add(at.name);
        await this.press('Space');
      }
    } else if (at.kind === 'select') {
      await this.press('ArrowDown');
    } else if (at.typed === '') {
      await this.page.keyboard.type(/\.d$/.test(at.name) ? '3' : 'Vid tunneln är det mörkt');
    }
  }

  // From the start of a dialogue to its thanks.
  async wholeWay() {
    const is_go = (at) => at.kind === 'button' && at.name === 'go' &&
      ['next', 'send'].includes(at.value);
    for (let pages = 0; pages < pages_max; ++pages) {
      this.ticked = new Set();
      const pressed = await this.until(is_go, (at) => this.answer(at));
      await this.enter();
      if (pressed.value === 'send') {
        return;
      }
    }
    assert.fail('the thanks were never reached');
  }
}

// What WCAG 1.4.12 lets a reader set, and texts twice as large.
const spaced = `* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important; } p { margin-bottom: 2em !important; }`;
const doubled = 'html { font-size: 200% !important; }';

async function expectReflow(browser, page, name) {
  for (const [how, css] of [['spaced', spaced], ['doubled', doubled]]) {
    const copy = await browser.judging.newPage();
    await copy.setViewportSize({width: how === 'spaced' ? 320 : 360, height: 640});
    const html = await page.content();
    await copy.route('**/*', (route) => route.request().isNavigationRequest()
      ? route.fulfill({contentType: 'text/html; charset=utf-8', body: html}) : route.abort());
    await copy.goto(page.url());
    await copy.addStyleTag({content: css});
    const wide = await copy.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await copy.close();
    if (wide > 0) {
      browser.problems.push(`${name}, ${how}, is ${wide} px too wide`);
    }
  }
}

test('by keyboard', async (t) => {
  const service = await Service.start();
  t.after(() => service.stop());
  await service.openDemonstration();
  await service.openLike({id: 'prov', ...plain});
  const browser = await Browser.start(service);
  t.after(() => browser.stop());
  const problems = new Set();

  for (const [name, runsScripts] of [['with JavaScript', true], ['without JavaScript', false]]) {
    await t.test(`from the front page to the thanks, ${name}`, async () => {
      const page = await browser.person({runsScripts});
      const keyboard = new Keyboard(page, problems);
      await page.goto(service.url);
      await keyboard.until((at) => at.href.includes(`/d/${slug}`));
      await keyboard.enter();
      await keyboard.wholeWay();
      assert.equal(await page.locator('.receipt').count(), 1);
      await keyboard.until((at) => at.kind === 'summary');
      await keyboard.press('Enter');
      assert.ok(await page.locator('.receipt').isVisible());
      await keyboard.through();
      await page.context().close();
    });

    await t.test(`from an error to its field, ${name}`, async () => {
      const page = await browser.person({runsScripts});
      const keyboard = new Keyboard(page, problems);
      await page.goto(`${service.url}/d/prov`);
      await keyboard.until((at) => at.value === 'next');
      await keyboard.enter();
      await keyboard.until((at) => at.name === 'q.a');
      await keyboard.press('Space');
      await keyboard.until((at) => at.value === 'next');
      await keyboard.enter();
      if (!runsScripts) {
        await keyboard.until((at) => at.value === 'next');  // "b" has a page of its own
        await keyboard.enter();
      }
      assert.match(await page.title(), /^Fel:/);
      await keyboard.until((at) => at.href.includes('#'), async (at) =>
        assert.ok(at.kind !== 'textarea', 'the summary comes after the fields'));
      if (await page.evaluate(() => document.activeElement.className === 'skip')) {
        await keyboard.until((at) => at.href.includes('#'));
      }
      await keyboard.press('Enter');
      assert.equal(await page.evaluate(() => document.activeElement.name), 'q.b');
      await page.context().close();
    });
  }

  await t.test('every other page to its end, in Swedish and Arabic', async () => {
    for (const language of ['sv', 'ar']) {
      for (const path of ['/', `/d/${slug}`, `/d/${slug}/skriv-ut`, `/r/${slug}`, '/integritet',
        '/aterkalla', '/tillganglighet']) {
        const page = await browser.person({runsScripts: true});
        await page.goto(`${service.url}${path}?lang=${language}`);
        await new Keyboard(page, problems).through();
        await expectReflow(browser, page, `${path} ${language}`);
        await page.context().close();
      }
    }
  });

  await t.test('a form stays on the screen with large and wide texts', async () => {
    for (const language of ['sv', 'fi', 'ar']) {
      const page = await browser.person();
      await page.goto(`${service.url}/d/${slug}?lang=${language}`);
      for (let pages = 1; pages <= 4; ++pages) {
        await Promise.all([page.waitForNavigation(),
          page.locator('button[value="next"]').first().click()]);
        await expectReflow(browser, page, `form ${pages} ${language}`);
      }
      await page.context().close();
    }
  });

  await t.test('staff sign in and find their tables', async () => {
    const page = await browser.person({runsScripts: true});
    const keyboard = new Keyboard(page, problems);
    await page.goto(await service.setUpLink('anna', 'coordinator'));
    const type = async (name, text) => {
      await keyboard.until((at) => at.name === name);
      await page.keyboard.type(text);
    };
    await type('password', password);
    await type('repeated', password);
    await keyboard.enter();
    await type('name', 'anna');
    await type('password', password);
    await keyboard.enter();
    assert.equal(new URL(page.url()).pathname, '/staff');
    await keyboard.until((at) => at.href.includes('tables.csv'));
    await keyboard.through();
    await page.goto(`${service.url}/staff/audit`);
    await keyboard.through();
    await page.context().close();
  });

  await t.test('nothing is hidden, small or wide on the way', () => {
    assert.deepEqual([...problems], []);
    browser.end();
  });
});
