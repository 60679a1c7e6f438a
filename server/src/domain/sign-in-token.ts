/**
 * What sessions and sign-in links are presented with: the 16 bytes of the company's UUID and 32 random bytes, the secret,
 * as 64 characters of base64url. With the company in it, whoever presents one is looked up within that company.
 */
const FORM = /^[\w-]{64}$/;
const UUID_BYTES = 16;
const SECRET_BYTES = 32;

/** `company` is a UUID; throws RangeError unless there are 32 random bytes. */
export function makeToken(company: string, random: Uint8Array): string {
  if (random.length !== SECRET_BYTES) throw new RangeError(`a token holds ${SECRET_BYTES} random bytes`);
  const uuid = Buffer.from(company.replaceAll('-', ''), 'hex');
  return Buffer.concat([uuid, random]).toString('base64url');
}

/** The UUID of the company that a token names; null when the text has not the form of one. */
export function companyOfToken(text: string): string | null {
  if (!FORM.test(text)) return null;
  const hex = Buffer.from(text, 'base64url').subarray(0, UUID_BYTES).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
