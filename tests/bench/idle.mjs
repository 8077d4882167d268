// idle.mjs PORT COUNT: opens so many TLS connections, asks once on each, says "ready", and keeps
// them.
import {connect} from 'node:tls';

const [port, count] = process.argv.slice(2).map(Number);
const request = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n';
let open = 0;
let begun = 0;

function begin() {
  if (begun++ >= count) {
    return;
  }
  const socket = connect({port, host: '127.0.0.1', rejectUnauthorized: false}, () => {
    socket.write(request);
  });
  socket.once('data', () => {
    if (++open === count) {
      console.log('ready');
    }
    begin();
  });
  socket.on('error', (error) => {
    console.error(error.message);
    process.exit(1);
  });
}

for (let i = 0; i < 100; ++i) {
  begin();
}
