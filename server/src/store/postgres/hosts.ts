/** The servers that a connection URI names. libpq takes several in one (`postgres://me@a,b:6432/db`), node-postgres one. */

export interface Host {
  /** `name:port`, without user and password. */
  name: string;
  /** A connection URI of this server alone. */
  url: string;
}

const AUTHORITY = /^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)([^/?#]*)(.*)$/s;

/** In the order given; a URI with one server, or none, is its own. Throws TypeError when a name is no name. */
export function hostsOf(uri: string): readonly Host[] {
  const [, before = '', hosts = '', after = ''] = AUTHORITY.exec(uri) ?? [];
  if (!hosts.includes(',')) return [{ name: URL.parse(uri)?.host || 'localhost', url: uri }];
  return hosts.split(',').map((host) => {
    const url = `${before}${host}${after}`;
    return { name: new URL(url).host, url };
  });
}
