/** Before anything else: the key file and the store belong together. */
import type { Access } from './ports.ts';
import { firstLogKey, logSigner } from './shared/log-signer.ts';
import type { Secrets } from './shared/secrets.ts';

/**
 * Makes sure that the key file makes the key that signs each log. A store of before keys were kept learns them from it.
 * Rejects with ForeignKeyFile naming the company: signing on with other keys would fork every log.
 */
export function learnLogKeys(at: { access: Access; secrets: Secrets }): () => Promise<void> {
  return async () => {
    for (const company of await at.access.companies()) {
      if (company.logKeys.length > 0) logSigner(at.secrets, company);
      else await at.access.learnLogKey(company.company, firstLogKey(at.secrets, company.origin));
    }
  };
}
