// server.mjs PORT CERTIFICATE KEY DATABASE ordinary|grouped: takes the same answers as Lyhörd and
// stores them durably (WAL, synchronous=FULL). `ordinary` commits each request, as most do;
// `grouped` is tuned by hand: it collects requests and commits them together. Neither redacts.
import {readFileSync} from 'node:fs';
import {createHash} from 'node:crypto';
import Database from 'better-sqlite3';
import Fastify from 'fastify';

const [port, certificate, key, file, mode] = process.argv.slice(2);
const database = new Database(file);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, body TEXT) WITHOUT ROWID');
const insert = database.prepare('INSERT OR IGNORE INTO answers VALUES (?, ?)');
const insertAll = database.transaction((batch) => {
  for (const {id, body} of batch) {
    insert.run(id, body);
  }
});

let waiting = [];
function commitWaiting() {
  const batch = waiting;
  waiting = [];
  insertAll(batch);
  for (const {done} of batch) {
    done();
  }
}

function store(id, body) {
  if (mode === 'ordinary') {
    insert.run(id, body);
    return undefined;
  }
  return new Promise((done) => {
    if (waiting.push({id, body, done}) === 1) {
      setImmediate(commitWaiting);
    }
  });
}

const app = Fastify({
  logger: false,
  https: {cert: readFileSync(certificate), key: readFileSync(key)},
});
const schema = {
  body: {
    type: 'object',
    required: ['version', 'answers'],
    properties: {
      version: {type: 'integer'},
      language: {type: 'string'},
      channel: {type: 'string'},
      answers: {type: 'object'},
    },
  },
};
app.post('/api/v1/dialogues/:slug/submissions', {schema}, async (request, reply) => {
  const id = request.headers['idempotency-key'];
  await store(id, JSON.stringify(request.body));
  const receipt = createHash('sha256').update(`receipt${id}`).digest('base64url').slice(0, 16);
  return reply.code(201).send({receipt});
});
app.listen({port: Number(port), host: '127.0.0.1'}).then(() => console.log('listening'));
