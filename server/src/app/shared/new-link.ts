/** A new link that lets somebody in. */
import { makeToken } from '../../domain/sign-in-token.ts';
import type { SignInLink } from '../ports/accounts.ts';
import type { Company, World } from '../ports.ts';
import { nativeSha256 } from './secrets.ts';

/** `token` is what opens it, which is stored nowhere. */
export interface NewLink {
  token: string;
  link: SignInLink;
}

export function newLink(
  world: World,
  company: Company,
  given: Omit<SignInLink, 'id' | 'hash' | 'createdAt' | 'usedAt'>,
): NewLink {
  const token = makeToken(company.uuid, world.randomBytes(32));
  const hash = nativeSha256(Buffer.from(token));
  return { token, link: { ...given, id: world.uuid(), hash, createdAt: world.now(), usedAt: null } };
}
