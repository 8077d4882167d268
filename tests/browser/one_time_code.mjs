// Plays an app of one-time codes (RFC 6238), knowing nothing of the service's own.
import {createHmac} from 'node:crypto';

const step_seconds = 30;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function bytesOf(base32) {
  const bits = Array.from(base32, (letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

export const stepNow = () => Math.floor(Date.now() / 1000 / step_seconds);

export function oneTimeCode(base32, step) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', bytesOf(base32)).update(counter).digest();
  const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff;
  return String(number % 1e6).padStart(6, '0');
}

// So that whatever takes less than `seconds` happens within one step.
export async function roomInStep(seconds) {
  const left = step_seconds - Date.now() / 1000 % step_seconds;
  if (left < seconds) {
    await new Promise((resolve) => setTimeout(resolve, left * 1000 + 100));
  }
}
