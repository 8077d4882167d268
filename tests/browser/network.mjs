// Owns the network between a browser and the service, as bad as a test wants it: a proxy of its own
// certificate, which can be cut, lose a reply on its way back, answer with an error itself, and
// change its certificate.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import https from 'node:https';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

function makeCertificate(folder, name) {
  const [key, cert] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256',
    '-nodes', '-days', '2', '-subj', '/CN=localhost',
    '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1',
    '-keyout', key, '-out', cert], {stdio: 'ignore'});
  return {key: readFileSync(key), cert: readFileSync(cert)};
}

export class Network {
  static async start(service) {
    const network = new Network();
    network.service = service;
    network.folder = mkdtempSync(join(tmpdir(), 'lyhord-network-'));
    network.certificates = ['first', 'second'].map((name) =>
      makeCertificate(network.folder, name));
    network.pinned = network.certificates.map(({cert}) => cert);
    network.isCut = false;
    // What becomes of a request: "through", "refused" (never arrives), "lost" (arrives, its reply
    // does not), or a status.
    network.fate = () => 'through';
    // What the service's worker script is replaced by; or itself.
    network.worker = (script) => script;
    network.sockets = new Set();
    network.server = https.createServer(network.certificates[0],
      (request, response) => network.pass(request, response));
    network.server.on('connection', (socket) => network.meet(socket));
    await new Promise((resolve) => network.server.listen(0, '127.0.0.1', resolve));
    network.url = `https://127.0.0.1:${network.server.address().port}`;
    return network;
  }

  meet(socket) {
    if (this.isCut) {
      socket.destroy();
      return;
    }
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => {});
  }

  pass(request, response) {
    const fate = this.fate(request);
    if (fate === 'refused') {
      request.socket.destroy();
      return;
    }
    if (typeof fate === 'number') {
      request.resume();
      response.writeHead(fate, {'Content-Type': 'text/plain', 'Retry-After': '1'});
      response.end('the proxy says no');
      return;
    }
    const {hostname, port} = new URL(this.service.url);
    const asked = {hostname, port, method: request.method, path: request.url,
      headers: this.headersOf(request), ca: this.service.ca, agent: this.service.agent};
    const onward = https.request(asked, (answer) => {
      if (fate === 'lost') {
        answer.resume();
        answer.on('end', () => request.socket.destroy());
        return;
      }
      if (request.url === '/worker.js') {
        this.alter(answer, response);
        return;
      }
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    });
    onward.on('error', () => {
      if (!response.headersSent) {
        response.writeHead(502);
      }
      response.end();
    });
    request.pipe(onward);
  }

  // A script that is to be altered comes whole, as it is.
  headersOf(request) {
    const {'accept-encoding': encoding, 'if-none-match': tag, ...others} = request.headers;
    return request.url === '/worker.js' ? others : request.headers;
  }

  alter(answer, response) {
    const chunks = [];
    answer.on('data', (chunk) => chunks.push(chunk));
    answer.on('end', () => {
      const script = Buffer.from(this.worker(Buffer.concat(chunks).toString('utf8')));
      response.writeHead(answer.statusCode, {...answer.headers, 'content-length': script.length});
      response.end(script);
    });
  }

  cut() {
    this.isCut = true;
    this.sockets.forEach((socket) => socket.destroy());
  }

  mend() {
    this.isCut = false;
  }

  changeCertificate() {
    this.certificates.reverse();
    this.server.setSecureContext(this.certificates[0]);
    this.sockets.forEach((socket) => socket.destroy());
  }

  async stop() {
    this.cut();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    rmSync(this.folder, {recursive: true, force: true});
  }
}
