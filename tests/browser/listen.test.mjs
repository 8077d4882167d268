// "Lyssna", in Chromium: a recording plays in parts from the service itself, and without one only a
// voice of the device reads a question aloud.
import assert from 'node:assert/strict';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {Browser, Form} from './browser.mjs';
import {begin, field, plain, question, questions} from './form_pages.mjs';
import {Service} from './service.mjs';

// Silence: frames of MPEG 1, layer 3, 128 kbit/s, 44.1 kHz.
const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0xc4]), Buffer.alloc(413)]);
const silence = Buffer.concat(Array.from({length: 80}, () => frame));

const spoken = (name) => ({...questions.find(({id}) => id === name),
  text: {sv: 'Går du förbi stationen?', en: 'Do you pass the station?', ar: 'هل تمر بالمحطة؟'}});

// A device with these voices, which keeps what it was told to say.
function pretend(voices) {
  window.said = [];
  window.SpeechSynthesisUtterance = function SpeechSynthesisUtterance(text) {
    this.text = text;
  };
  Object.defineProperty(window, 'speechSynthesis', {value: {
    voices,
    getVoices() { return this.voices; },
    speak(words) { window.said.push([words.text, words.voice.name, words.lang]); },
    cancel() { window.said.push('silence'); },
  }});
}

const voice = (name, lang, localService) => ({name, lang, localService});

test('questions that are heard', async (t) => {
  const service = await Service.start({shell: 'mkdir -p "$2/site/recordings";'});
  t.after(() => service.stop());
  mkdirSync(join(service.data, 'site/recordings/hort'), {recursive: true});
  writeFileSync(join(service.data, 'site/recordings/hort/a-sv.mp3'), silence);
  const recorded = {...spoken('a'), recordings: {sv: 'a-sv.mp3'}};
  const rest = questions.filter(({id}) => id !== 'a');
  await service.openLike({id: 'hort', ...plain, questions: [recorded, ...rest]});
  await service.openLike({id: 'last', ...plain, questions: [spoken('a'), ...rest]});
  const half = {...spoken('a'), options: [{id: 'ja', text: {sv: 'Ja', en: 'Yes'}},
    {id: 'nej', text: {sv: 'Nej'}}]};
  await service.openLike({id: 'blandat', ...plain, dimensions: [], questions: [half,
    {id: 'c', type: 'text', text: 'Hur var det?', required: true, max_chars: 100}]});
  const browser = await Browser.start(service);
  t.after(() => browser.stop());
  const buttons = (page) => page.locator('button.listen');

  // With these voices, on the first page of questions.
  async function listening(voices, address) {
    const page = await browser.person({runsScripts: true});
    await page.addInitScript(pretend, voices);
    await page.goto(service.url + address);
    await new Form(page).press('next');
    return page;
  }

  await t.test('a recording plays, in parts, and is not fetched before', async () => {
    const {page} = await begin(browser, `${service.url}/d/hort`);
    const fetched = [];
    page.on('response', (response) => {
      if (response.url().includes('/lyssna/')) {
        fetched.push([response.status(), response.headers()['content-type']]);
      }
    });
    const sound = page.locator('audio');
    assert.equal(await sound.count(), 1);
    assert.equal(await sound.getAttribute('src'), '/lyssna/hort/a-sv.mp3');
    assert.match(await sound.getAttribute('aria-label'), /^Lyssna: Går du förbi/);
    await browser.judge(page, 'recording', {live: true});
    assert.deepEqual(fetched, []);
    const played = await sound.evaluate((node) => {
      node.muted = true;
      return node.play().then(() => node.duration);
    });
    assert.ok(played > 1.5 && played < 3, `${played} s`);
    assert.deepEqual(fetched[0], [206, 'audio/mpeg']);
    await page.context().close();
  });

  await t.test('without JavaScript the recording is there, and no button', async () => {
    const {page} = await begin(browser, `${service.url}/d/hort`, {});
    assert.equal(await page.locator('audio').count(), 1);
    assert.equal(await buttons(page).count(), 0);
    await page.context().close();
  });

  await t.test('another language has no recording, and no other language\'s', async () => {
    const {page} = await begin(browser, `${service.url}/d/hort?lang=en`);
    assert.equal(await page.locator('audio').count(), 0);
    await page.context().close();
  });

  await t.test('a part that is not there is refused', async () => {
    const part = (range) =>
      service.request('GET', '/lyssna/hort/a-sv.mp3', {headers: {Range: range}});
    assert.equal((await part('bytes=0-1')).headers['content-range'],
      `bytes 0-1/${silence.length}`);
    assert.equal((await part('bytes=999999-')).status, 416);
    assert.equal((await service.request('GET', '/lyssna/hort/..%2f..%2fsite.json')).status, 400);
  });

  const local = voice('Alva', 'sv-SE', true);
  const remote = voice('Moln', 'sv-SE', false);

  await t.test('a voice of the device reads the question and its answers', async () => {
    const page = await listening([remote, local], '/d/last');
    const first = question(page, 'a').locator('button.listen');
    assert.equal(await first.innerText(), 'Lyssna');
    await first.click();
    assert.deepEqual(await page.evaluate(() => window.said.pop()),
      ['Går du förbi stationen?. Ja. Nej', 'Alva', 'sv-SE']);
    await first.click();
    assert.equal(await page.evaluate(() => window.said.pop()), 'silence');
    await browser.judge(page, 'listen', {live: true});
    await page.context().close();
  });

  await t.test('no voice that sends words away is used, nor one of another language', async () => {
    for (const [voices, address] of [[[remote], '/d/last'], [[], '/d/last'],
      [[local, voice('Nuvem', 'ar-SA', false)], '/d/last?lang=ar']]) {
      const page = await listening(voices, address);
      assert.equal(await question(page, 'a').locator('button.listen').count(), 0);
      await page.context().close();
    }
  });

  await t.test('a question with a recording has no voice, the others have', async () => {
    const page = await listening([local], '/d/hort');
    assert.equal(await question(page, 'a').locator('button.listen').count(), 0);
    assert.ok(await buttons(page).count() > 1);
    await page.context().close();
  });

  await t.test('voices that come later are used', async () => {
    const page = await listening([], '/d/last');
    assert.equal(await buttons(page).count(), 0);
    await page.evaluate((late) => {
      window.speechSynthesis.voices = [late];
      window.speechSynthesis.onvoiceschanged();
    }, local);
    assert.equal(await question(page, 'a').locator('button.listen').count(), 1);
    await page.context().close();
  });

  await t.test('a voice that is gone takes its buttons along', async () => {
    const page = await listening([local], '/d/last');
    const count = await buttons(page).count();
    assert.ok(count > 1);
    await page.evaluate(() => {
      window.speechSynthesis.voices = [];
    });
    await buttons(page).first().click();
    assert.equal(await buttons(page).count(), 0);
    assert.equal(await page.evaluate(() => window.said.pop()), 'silence');
    await page.context().close();
  });

  await t.test('only words of the question\'s language are read, and no counter', async () => {
    const page = await listening([local, voice('Zoe', 'en-GB', true)], '/d/blandat?lang=en');
    const heard = async (name) => {
      await question(page, name).locator('button.listen').click();
      return page.evaluate(() => window.said.pop());
    };
    // Swedish words, beside a hint and "must be answered" in English.
    await field(page, 'c').pressSequentially('Igår');
    assert.match(await question(page, 'c').innerText(), /must|left/);
    assert.deepEqual(await heard('c'), ['Hur var det?', 'Alva', 'sv-SE']);
    // English words, with one option that has none.
    assert.deepEqual(await heard('a'), ['Do you pass the station?. Yes', 'Zoe', 'en-GB']);
    await page.context().close();
  });

  await t.test('nothing is heard of a dialogue before it opens', async () => {
    const changes = {id: 'sedan', ...plain, questions: [recorded, ...rest]};
    mkdirSync(join(service.data, 'site/recordings/sedan'));
    writeFileSync(join(service.data, 'site/recordings/sedan/a-sv.mp3'), silence);
    await service.importLike(changes);
    const sound = '/lyssna/sedan/a-sv.mp3';
    assert.equal((await service.request('GET', sound)).status, 404);
    await service.command('dialogue', 'open', 'sedan', '--opens-at', '2029-12-01');
    assert.equal((await service.request('GET', sound)).status, 404);
  });

  await t.test('a revision of what was recorded warns', async () => {
    const revised = {...recorded, text: {...recorded.text, sv: 'Går du över torget?'}};
    const like = {id: 'hort', ...plain};
    const warned = (await service.importLike({...like, questions: [revised, ...rest]})).stderr;
    assert.match(warned, /question a has other words in sv .*recordings\/hort\/a-sv\.mp3/);
    const again = (await service.importLike({...like, questions: [revised, ...rest]})).stderr;
    assert.doesNotMatch(again, /warning/);
    const foreign = {...revised, text: {...revised.text, en: 'Do you cross the square?'}};
    const other = (await service.importLike({...like, questions: [foreign, ...rest]})).stderr;
    assert.doesNotMatch(other, /warning/);
  });

  await t.test('every page passes axe, html-validate and reflow, and asks no other host', () => {
    browser.end();
  });
});
