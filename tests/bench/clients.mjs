// Clients that no load generator plays. clients.mjs PORT KIND [COUNT]:
//   slow     opens COUNT connections each that stay silent, send a head and send a body a byte in
//            three seconds; says "ready" and goes on
//   burst    COUNT new TLS clients at the same moment; prints the p99 until their first answer, ms
//   hostile  each of some inputs that are meant to cost memory; prints the longest wait for an
//            answer or a close, ms
//   drain    COUNT clients that ask again as soon as they are answered; says "ready", and ends with
//            the number of requests that got no answer
import {connect} from 'node:tls';

const [port, kind, count] = process.argv.slice(2).map((word, i) => i === 1 ? word : Number(word));
const form = '/d/trygghet-harnosand';
const get = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n';

function open(then) {
  const socket = connect({port, host: '127.0.0.1', rejectUnauthorized: false}, () => then(socket));
  socket.on('error', () => {});
  return socket;
}

function drip(socket, text) {
  let at = 0;
  const turn = setInterval(() => {
    if (socket.destroyed || at === text.length) {
      clearInterval(turn);
    } else {
      socket.write(text[at++]);
    }
  }, 3000);
}

// Opened again when the service closes them: a script would.
function keep(begin) {
  const socket = open(begin);
  socket.on('data', () => {});
  socket.on('close', () => setTimeout(() => keep(begin), 100));
}

function slow() {
  const post = `POST ${form} HTTP/1.1\r\nHost: localhost\r\n` +
    'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\n';
  for (let i = 0; i < count; ++i) {
    keep(() => {});
    keep((socket) => drip(socket, get.slice(0, -4)));
    keep((socket) => {
      socket.write(post);
      drip(socket, 'x'.repeat(59999));
    });
  }
  setTimeout(() => console.log('ready'), 3000);
}

function burst() {
  const began = process.hrtime.bigint();
  const waits = [];
  for (let i = 0; i < count; ++i) {
    const socket = open(() => socket.write(get));
    socket.once('data', () => {
      waits.push(Number(process.hrtime.bigint() - began) / 1e6);
      socket.destroy();
      if (waits.length === count) {
        waits.sort((a, b) => a - b);
        console.log(waits[Math.ceil(count * 0.99) - 1].toFixed(0));
      }
    });
  }
}

async function hostile() {
  const zeros = Buffer.alloc(64 * 1024);
  const head = (fields) => `POST ${form} HTTP/1.1\r\nHost: localhost\r\n${fields}\r\n`;
  const inputs = [
    ['GET / HTTP/1.1\r\nHost: localhost\r\nX-Large: ', 200 * 1024 * 1024],
    [head('Transfer-Encoding: chunked\r\n') + 'ffffffff\r\n', 10 * 1024 * 1024],
    [head('Content-Encoding: gzip\r\nContent-Length: 60000\r\n'), 60000],
    [head('Content-Length: 1099511627776\r\n'), 10 * 1024 * 1024],
  ];
  let longest = 0;
  for (const [begin, bytes] of inputs) {
    longest = Math.max(longest, await new Promise((resolve) => {
      const began = Date.now();
      let left = bytes;
      const socket = open(() => {
        socket.write(begin);
        const more = () => {
          while (left > 0 && !socket.destroyed) {
            left -= zeros.length;
            if (!socket.write(zeros)) {
              socket.once('drain', more);
              return;
            }
          }
        };
        more();
      });
      const done = () => {
        left = 0;
        socket.destroy();
        resolve(Date.now() - began);
      };
      socket.once('data', done);
      socket.once('close', done);
    }));
  }
  console.log(longest);
}

function drain() {
  let open_clients = 0;
  let unanswered = 0;
  for (let i = 0; i < count; ++i) {
    let waits = false;
    let last = false;
    const socket = open(() => {
      socket.write(get);
      waits = true;
      if (++open_clients === count) {
        console.log('ready');
      }
    });
    socket.on('data', (bytes) => {
      waits = false;
      last = last || bytes.includes('Connection: close');
      if (!last) {
        socket.write(get);
        waits = true;
      }
    });
    socket.on('close', () => {
      unanswered += waits && !last ? 1 : 0;
      if (--open_clients === 0) {
        console.log(unanswered);
      }
    });
  }
}

({slow, burst, hostile, drain})[kind]();
