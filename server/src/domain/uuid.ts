/** UUIDs from given bits (RFC 9562): pure, so that ids come from one place and tests can repeat them. */

/** The two digits of every byte: each recorded event passes here. */
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Version 7: 48 bits of milliseconds, then randomness, so that ids of one time lie together in an index. */
export function uuid7(ms: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(ms / 2 ** (8 * (5 - i))) % 256;
  bytes.set(random.subarray(0, 10), 6);
  return print(bytes, 7);
}

/** Version 4 from 16 random bytes. */
export function uuid4(random: Uint8Array): string {
  return print(random.slice(0, 16), 4);
}

function print(bytes: Uint8Array, version: number): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  let hex = '';
  for (const byte of bytes) hex += HEX[byte];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
