/**
 * The form of a key: `afd_`, 30 base62 characters of randomness (178 bits) and 6 that are their CRC-32. The checksum
 * is no secret: it lets a mistyped key be refused without asking the store, and lets scanners find leaked keys.
 */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const RANDOM_BYTES = 32;
const PREFIX = 'afd_';
const SECRET_CHARACTERS = 30;
const CHECK_CHARACTERS = 6;
const FORM = /^afd_[0-9A-Za-z]{36}$/;

/** A new key from 32 random bytes, its only secret. */
export function makeApiKey(random: Uint8Array): string {
  if (random.length !== RANDOM_BYTES) throw new RangeError(`a key is made from ${RANDOM_BYTES} random bytes`);
  // 256 bits taken modulo 62^30 (178.6 bits): the bias is below 2^-77.
  let rest = random.reduce((number, byte) => number * 256n + BigInt(byte), 0n);
  let secret = '';
  while (secret.length < SECRET_CHARACTERS) {
    secret = ALPHABET.charAt(Number(rest % 62n)) + secret;
    rest /= 62n;
  }
  return `${PREFIX}${secret}${checksum(secret)}`;
}

/** The key, or null when the text has not the form of one or its checksum is wrong. Says nothing about whether it exists. */
export function parseApiKey(text: string): string | null {
  if (!FORM.test(text)) return null;
  const end = PREFIX.length + SECRET_CHARACTERS;
  return checksum(text.slice(PREFIX.length, end)) === text.slice(end) ? text : null;
}

function checksum(secret: string): string {
  let rest = crc32(secret);
  let digits = '';
  for (let i = 0; i < CHECK_CHARACTERS; i++) {
    digits = ALPHABET.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

/** CRC-32 (ISO 3309, as in gzip and PNG) of an ASCII text. */
export function crc32(ascii: string): number {
  let crc = 0xffffffff;
  for (let i = 0; i < ascii.length; i++)
    crc = (crcTable[(crc ^ ascii.charCodeAt(i)) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
