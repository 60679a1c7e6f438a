/** A PostgreSQL database made ready for servers by its owner, without opening the store. */
import { type Config, readOwner } from '../config.ts';
import { grantServerRole } from '../store/postgres/roles.ts';

/** Brings the schema up to date and answers the role that may now add to the log. Rejects with BadConfig, or one line. */
export async function prepareDatabase(config: Config, ownerFlag: string | undefined): Promise<string> {
  const { owner, role } = readOwner(config, ownerFlag);
  await grantServerRole(owner, role);
  return role;
}
