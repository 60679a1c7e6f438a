/** Signed links: a file that anybody may fetch who was given its link, for a few minutes. */
import { timingSafeEqual } from 'node:crypto';
import { limits } from '../../domain/limits.ts';
import type { Company, World } from '../ports.ts';
import type { Secrets } from './secrets.ts';

/** What a link says of itself, as it came back: nothing of it is to be believed before `judge`. */
export interface SignedLink {
  /** UUID of the company. */
  company: string;
  file: string;
  /** Seconds since 1970. */
  expires: string;
  signature: string;
}

export interface Links {
  /**
   * The absolute URL of a file of a company, good for limits.signedLinkMs from now. `baseUrl` is where clients reach
   * this server, without a slash at its end. Signing neither looks the file up nor remembers anything: every call
   * makes a fresh link, and only the file's removal ends a link early.
   */
  sign(company: Pick<Company, 'uuid'>, fileId: string, baseUrl: string): string;
  /** `wrong`: edited, or not ours. `expired`: ours, but its time is over. */
  judge(link: SignedLink): 'good' | 'expired' | 'wrong';
}

export function makeLinks(at: { secrets: Secrets; world: Pick<World, 'now'> }): Links {
  const mac = (company: string, file: string, expires: string) =>
    at.secrets.mac(company, 'link', `${file}\0${expires}`);
  return {
    sign({ uuid }, fileId, baseUrl) {
      const expires = String(Math.floor((at.world.now() + limits.signedLinkMs) / 1000));
      const signature = Buffer.from(mac(uuid, fileId, expires)).toString('base64url');
      return `${baseUrl}/files/${uuid}/${fileId}?expires=${expires}&signature=${signature}`;
    },
    judge({ company, file, expires, signature }) {
      const given = Buffer.from(signature, 'base64url');
      const right = mac(company, file, expires);
      const isOurs =
        given.toString('base64url') === signature &&
        given.length === right.length &&
        timingSafeEqual(given, right);
      if (!isOurs) return 'wrong';
      return at.world.now() < Number(expires) * 1000 ? 'good' : 'expired';
    },
  };
}
