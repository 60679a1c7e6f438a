/** Keys and signatures that some implementations of Ed25519 accept and others do not. */
import { Point, utils } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, sha256, toBase64, toHex, utf8Bytes } from '../src/index.ts';

const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const P = 2n ** 255n - 19n;

function littleEndian(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
}

function number(bytes: Uint8Array): bigint {
  return bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

/** A point of order 8. */
const torsion = Point.fromBytes(
  littleEndian(0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n),
  true,
);

/** Every encoding of a point of low order, canonical or not, and others that are no sound key. */
export function unsoundKeys(publicKey: Uint8Array): Uint8Array[] {
  const multiples = Array.from({ length: 8 }, (_, i) =>
    i === 0 ? Point.ZERO : torsion.multiply(BigInt(i), false),
  );
  const sign = 1n << 255n;
  return [
    ...multiples.map((point) => point.toBytes()),
    // Not canonical: y from p on, and the sign of an x that is 0.
    ...[P, P + 1n, 1n | sign, (P - 1n) | sign, P | sign, (P + 1n) | sign].map(littleEndian),
    // Of mixed order: a sound key and something of low order.
    ...multiples.slice(1).map((point) => Point.fromBytes(publicKey, false).add(point).toBytes()),
    // Not on the curve, and too short or long.
    littleEndian(2n),
    publicKey.slice(1),
    concatBytes(publicKey, Uint8Array.of(0)),
  ];
}

/** Signatures of `text` that the holder of `seed` can make beside the one of RFC 8032; none is accepted. */
export function strangeSignatures(seed: Uint8Array, signature: Uint8Array, text: Uint8Array): Uint8Array[] {
  const { scalar, pointBytes } = utils.getExtendedPublicKey(seed);
  const [r, s] = [signature.slice(0, 32), number(signature.slice(32))];
  const nonce = number(sha512(concatBytes(seed, text))) % ORDER;
  const signed = (point: Uint8Array, of: bigint): Uint8Array => {
    const challenge = number(sha512(concatBytes(point, pointBytes, text))) % ORDER;
    return concatBytes(point, littleEndian((of + challenge * scalar) % ORDER));
  };
  return [
    // S is not below the order of the group.
    concatBytes(r, littleEndian(s + ORDER)),
    // R has a part of low order, which an equation taken times 8 does not see.
    signed(Point.BASE.multiply(nonce).add(torsion).toBytes(), nonce),
    signed(torsion.toBytes(), 0n),
    // R is the neutral element, not canonically encoded.
    signed(littleEndian(P + 1n), 0n),
    signature.slice(0, 63),
    concatBytes(signature, Uint8Array.of(0)),
    new Uint8Array(64),
  ];
}

/** A vkey of any bytes, and its key id: ours makes none of an unsound key. */
export function anyVkey(name: string, publicKey: Uint8Array, type = 1): { vkey: string; keyId: Uint8Array } {
  const key = concatBytes(Uint8Array.of(type), publicKey);
  const keyId = sha256(concatBytes(utf8Bytes(name), Uint8Array.of(0x0a), key)).slice(0, 4);
  return { vkey: `${name}+${toHex(keyId)}+${toBase64(key)}`, keyId };
}
