/** Where a request comes from, and lists of addresses it may come from. */
import { BlockList, isIP, isIPv4 } from 'node:net';

export interface AddressSet {
  has(address: string): boolean;
  /** Entries that are neither an address nor a CIDR range: they match nothing. */
  readonly invalid: readonly string[];
}

/** Addresses and CIDR ranges of both families; `::ffff:10.0.0.1` and 10.0.0.1 are the same address. */
export function addressSet(entries: readonly string[]): AddressSet {
  const list = new BlockList();
  const invalid = entries.filter((entry) => !add(list, entry));
  return {
    invalid,
    has(address) {
      const plain = plainAddress(address);
      const family = isIP(plain);
      return family !== 0 && list.check(plain, family === 4 ? 'ipv4' : 'ipv6');
    },
  };
}

function add(list: BlockList, entry: string): boolean {
  const [address = '', bits, ...more] = entry.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits))) return false;
  const widest = family === 4 ? 32 : 128;
  const prefix = bits === undefined ? widest : Number(bits);
  if (prefix > widest) return false;
  const plain = plainAddress(address);
  if (plain === address) list.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6');
  else if (prefix >= 96) list.addSubnet(plain, prefix - 96, 'ipv4');
  else return false;
  return true;
}

/** An address as it is written in logs and lists: without zone, and IPv4 when it is mapped into IPv6. */
export function plainAddress(address: string): string {
  if (!address.includes(':')) return address;
  const [bare = ''] = address.split('%');
  const mapped = /^(?:::|(?:0{1,4}:){5})ffff:([\d.]+)$/i.exec(bare)?.[1];
  return mapped !== undefined && isIPv4(mapped) ? mapped : bare;
}

/**
 * The address a request counts for: the peer's, or, when the peer is a trusted proxy, the last entry of
 * X-Forwarded-For that no trusted proxy has. An entry that is no address ends the search at the proxy before it.
 */
export function sourceAddress(
  peer: string,
  forwardedFor: string | undefined,
  trusted: AddressSet | null,
): string {
  let address = plainAddress(peer);
  if (trusted === null || forwardedFor === undefined) return address;
  const hops = forwardedFor.split(',').map((hop) => hop.trim());
  while (hops.length > 0 && trusted.has(address)) {
    const hop = hops.pop() ?? '';
    if (isIP(hop) === 0) break;
    address = plainAddress(hop);
  }
  return address;
}
