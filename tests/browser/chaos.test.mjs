// Answers in the worst of weathers: networks that are cut and lose replies, a service that errs, is
// killed and changes its certificate, browsers that are killed, two tabs, new workers. What a page
// said is kept must be received once: nothing lost, nothing doubled, by the service's own count.
// LYHORD_CHAOS_ANSWERS says how many (README.md).
import assert from 'node:assert/strict';
import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {plain} from './form_pages.mjs';
import {Network} from './network.mjs';
import {acknowledged, outbox, until} from './offline_pages.mjs';
import {Phone} from './phone.mjs';
import {Service} from './service.mjs';

const answers_wanted = Number(process.env.LYHORD_CHAOS_ANSWERS ?? 40);
const phones_wanted = 3;
const shell = 'export LYHORD_ANSWERS_PER_ADDRESS=0;';

// Repeatable by its seed, but for what happens at the same time.
function dice(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const one = (chance, things) => things[Math.floor(chance() * things.length)];

class Storm {
  constructor(service, network, chance) {
    Object.assign(this, {service, network, chance, told: {}, version: 1, isOver: false});
  }

  tell(what) {
    this.told[what] = (this.told[what] ?? 0) + 1;
  }

  fate(request) {
    if (request.method !== 'POST') {
      return one(this.chance, ['through', 'through', 'through', 'refused', 503]);
    }
    const fate = one(this.chance, ['through', 'through', 'lost', 'lost', 'refused', 500, 503]);
    this.tell(`${fate}`);
    return fate;
  }

  async killService() {
    this.tell('service killed');
    await this.service.end('SIGKILL');
    await this.service.serve(shell);
  }

  newWorker() {
    this.tell('new worker');
    this.version += 1;
    this.network.worker = (script) =>
      script.replaceAll('lyhord-forms-1', `lyhord-forms-${this.version}`);
  }

  newCertificate() {
    this.tell('new certificate');
    this.network.changeCertificate();
  }

  // One thing after the other befalls them all.
  async rage() {
    while (!this.isOver) {
      const turn = one(this.chance, ['cut', 'cut', 'kill', 'worker', 'certificate', 'calm']);
      if (turn === 'cut') {
        this.tell('network cut');
        this.network.cut();
      } else if (turn === 'kill') {
        await this.killService();
      } else if (turn === 'worker') {
        this.newWorker();
      } else if (turn === 'certificate') {
        this.newCertificate();
      }
      await new Promise((resolve) => setTimeout(resolve, 300 + 1200 * this.chance()));
      this.network.mend();
    }
    this.network.fate = () => 'through';
  }
}

// Kills the browser while it keeps an answer; whether it was kept is for the disk to say.
async function answerAndDie(phone, storm, words) {
  storm.tell('browser killed while it keeps');
  await phone.context.route('**/sealed', (route) => route.abort());
  await until(() => phone.open(), 'the dialogue');
  const before = await phone.waiting();
  await phone.answer(words);
  await new Promise((resolve) => setTimeout(resolve, 60 * storm.chance()));
  await phone.kill();
  await phone.start();
  await phone.context.route('**/sealed', (route) => route.abort());
  await until(() => phone.open(), 'the dialogue');
  const after = await phone.waiting();
  await phone.context.unroute('**/sealed');
  return after > before;
}

async function answerOnce(phone, storm, words) {
  const turn = storm.chance();
  if (turn < 0.08) {
    return answerAndDie(phone, storm, words);
  }
  await phone.answer(words);
  await phone.keepsIt();
  if (turn < 0.2) {
    storm.tell('browser killed');
    await phone.restart();
  } else if (turn < 0.45) {
    storm.tell('second tab');
    const tab = await phone.context.newPage();
    await phone.open(tab);
    await phone.page.close();
    phone.page = tab;
  } else if (turn < 0.55) {
    storm.tell('worker asked for');
    await phone.page.evaluate(async () =>
      (await navigator.serviceWorker.getRegistration()).update().catch(() => {}));
  }
  return true;
}

async function live(phone, storm, people, marks) {
  await phone.start();
  await phone.visit();
  for (let next = people.next(); !next.done; next = people.next()) {
    const words = `kaos${next.value}slut`;
    while (!await answerOnce(phone, storm, words)) {
      storm.tell('was not kept, and answered again');
    }
    marks.push(words);
  }
}

function* numbered(count) {
  for (let number = 1; number <= count; ++number) {
    yield number;
  }
}

function filesBelow(folder) {
  return readdirSync(folder, {recursive: true}).map((name) => join(folder, name))
    .filter((name) => statSync(name).isFile());
}

test(`${answers_wanted} answers in a storm`, async (t) => {
  const service = await Service.start({shell});
  const network = await Network.start(service);
  const folder = mkdtempSync(join(tmpdir(), 'lyhord-phones-'));
  const phones = Array.from({length: phones_wanted}, (_, at) =>
    new Phone({folder: join(folder, String(at)), network, slug: 'prov'}));
  const storm = new Storm(service, network, dice(20_311));
  let raging;
  t.after(async () => {  // also after a failure: nothing may go on
    storm.isOver = true;
    await Promise.allSettled([raging, ...phones.map((phone) => phone.stop())]);
    await network.stop();
    await service.stop();
    rmSync(folder, {recursive: true, force: true, maxRetries: 5});
  });
  await service.openLike({id: 'prov', ...plain});
  const people = numbered(answers_wanted);
  const marks = [];

  await Promise.all(phones.map((phone) => phone.start().then(() => phone.visit())
    .then(() => phone.stop())));
  network.fate = (request) => storm.fate(request);
  raging = storm.rage();
  await Promise.all(phones.map((phone) => live(phone, storm, people, marks)));
  storm.isOver = true;
  await raging;

  const kept = [];
  for (const phone of phones) {
    await until(() => phone.open(), 'the dialogue');  // one that was killed shows no page yet
    kept.push(...await outbox(phone.page));
  }
  t.diagnostic(`${kept.length} still waited when the storm was over`);
  marks.forEach((mark) => assert.equal(JSON.stringify(kept).includes(mark), false, mark));
  await Promise.all(phones.map(async (phone) => {
    await until(() => phone.open(), 'the dialogue');
    await until(async () => await phone.waiting() === 0, 'the last answer');
    assert.deepEqual(await outbox(phone.page), [], 'nothing was refused');
    await phone.stop();
  }));
  t.diagnostic(JSON.stringify(storm.told));
  const receipts = phones.flatMap((phone) => phone.receipts);
  assert.equal(new Set(receipts).size, receipts.length);
  assert.equal(marks.length, answers_wanted);
  const counted = await acknowledged(service, 'prov');
  t.diagnostic(`${marks.length} were kept on devices, ${counted} acknowledged by the service`);
  assert.equal(counted, answers_wanted);
  await service.end();
  for (const name of filesBelow(service.data)) {
    assert.equal(/kaos\d+slut/.test(readFileSync(name, 'latin1')), false, name);
  }
});
