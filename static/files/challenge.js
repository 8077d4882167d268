// Meets the challenge of a page that says that very many answers come from one network: finds the
// counters whose SHA-256 begins with enough zero bits, and sends the form with them. The same file
// is the worker that counts, so that the page stays alive; where no worker can be had, the page
// counts in short turns. ES2017, for old phones.
(function () {
  'use strict';

  const hashes_a_turn = 4000;
  const block_bytes = 64;

  // The first 32 bits of the fractional parts of the cube roots of the first 64 primes, and of the
  // square roots of the first 8 (FIPS 180-4).
  function fractions(count, root) {
    const words = [];
    for (let n = 2; words.length < count; ++n) {
      let prime = true;
      for (let d = 2; d * d <= n; ++d) {
        prime = prime && n % d !== 0;
      }
      if (prime) {
        const value = Math.pow(n, root);
        words.push((value - Math.floor(value)) * 4294967296 | 0);
      }
    }
    return Int32Array.from(words);
  }
  const constants = fractions(64, 1 / 3);
  const beginning = fractions(8, 1 / 2);
  const schedule = new Int32Array(64);

  // The number of zero bits that the SHA-256 of a text of at most 55 bytes begins with, up to 32.
  // The text stands in `block`, padded.
  function zeroBits(block) {
    const w = schedule;
    for (let i = 0; i < 16; ++i) {
      w[i] = block[4 * i] << 24 | block[4 * i + 1] << 16 | block[4 * i + 2] << 8 | block[4 * i + 3];
    }
    for (let i = 16; i < 64; ++i) {
      const x = w[i - 15];
      const y = w[i - 2];
      const s0 = (x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3;
      const s1 = (y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10;
      w[i] = w[i - 16] + s0 + w[i - 7] + s1 | 0;
    }
    // Not taken apart with [...]: that is slow on old phones.
    let a = beginning[0];
    let b = beginning[1];
    let c = beginning[2];
    let d = beginning[3];
    let e = beginning[4];
    let f = beginning[5];
    let g = beginning[6];
    let h = beginning[7];
    for (let i = 0; i < 64; ++i) {
      const s1 = (e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7);
      const t1 = h + s1 + (e & f ^ ~e & g) + constants[i] + w[i] | 0;
      const s0 = (a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10);
      const t2 = s0 + (a & b ^ a & c ^ b & c) | 0;
      h = g;
      g = f;
      f = e;
      e = d + t1 | 0;
      d = c;
      c = b;
      b = a;
      a = t1 + t2 | 0;
    }
    return Math.clz32(a + beginning[0] | 0);
  }

  // One puzzle: step() tries some counters, and returns the one that solves it or -1.
  function puzzle(prefix, bits) {
    const block = new Uint8Array(block_bytes);
    for (let i = 0; i < prefix.length; ++i) {
      block[i] = prefix.charCodeAt(i);
    }
    let counter = 0;
    function solvesIt() {
      const digits = String(counter);
      const length = prefix.length + digits.length;
      for (let i = 0; i < digits.length; ++i) {
        block[prefix.length + i] = digits.charCodeAt(i);
      }
      block[length] = 0x80;
      block[62] = length * 8 >>> 8;
      block[63] = length * 8 & 0xFF;
      return zeroBits(block) >= bits;
    }
    return {
      step() {
        for (let i = 0; i < hashes_a_turn; ++i, ++counter) {
          if (solvesIt()) {
            return counter;
          }
        }
        return -1;
      },
    };
  }

  // All puzzles of a challenge: step() works for a while; counters holds what is found.
  function work(task) {
    const counters = [];
    let current = null;
    return {
      counters,
      isDone: () => counters.length === task.puzzles,
      step() {
        current = current || puzzle(`${task.seed}.${counters.length}.`, task.bits);
        const found = current.step();
        if (found >= 0) {
          counters.push(found);
          current = null;
        }
      },
    };
  }

  if (typeof document === 'undefined') {
    self.onmessage = (message) => {
      const working = work(message.data);
      while (!working.isDone()) {
        const before = working.counters.length;
        working.step();
        if (working.counters.length > before) {
          self.postMessage(working.counters);
        }
      }
    };
    return;
  }

  const form = document.getElementById('challenge');
  const task = {
    seed: form.dataset.seed,
    bits: Number(form.dataset.bits),
    puzzles: Number(form.dataset.puzzles),
  };
  const address = document.currentScript.src;

  function show(counters) {
    const progress = document.querySelector('#work progress');
    progress.value = 100 * counters.length / task.puzzles;
    if (counters.length === task.puzzles) {
      form.elements.challenge.value += '.' + counters.join('.');
      form.querySelector('button[value="send"]').click();
    }
  }

  function workHere() {
    const working = work(task);
    (function turn() {
      working.step();
      show(working.counters);
      if (!working.isDone()) {
        setTimeout(turn, 0);
      }
    })();
  }

  function workApart() {
    const worker = new Worker(address);
    worker.onmessage = (message) => show(message.data);
    worker.onerror = () => {
      worker.terminate();
      workHere();
    };
    worker.postMessage(task);
  }

  document.getElementById('wait').hidden = true;
  document.getElementById('work').hidden = false;
  try {
    workApart();
  } catch (refused) {
    workHere();
  }
})();
