/** Lower-case hex, by Buffer's own conversion: verify's is made for browsers, and several times slower here. */
export const toHex = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
