import type { Access, Company } from '../ports.ts';

/** A company as the store has it now: its log may have another key, or another name, than when it was read before. */
export async function companyNow(access: Access, company: number): Promise<Company> {
  const found = (await access.companies()).find((one) => one.company === company);
  if (found === undefined) throw new Error(`there is no company ${company}`);
  return found;
}
