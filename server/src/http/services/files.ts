/** Files, and the links that stand for them. */
import type { StoredFile } from '../../app/ports/files.ts';
import type { Company } from '../../app/ports.ts';

export interface FileServices {
  /**
   * The absolute URL of a file of a company, fetched without a key and good for limits.signedLinkMs. `baseUrl` is
   * `request.baseUrl()` (http/base-url.ts). Looks nothing up: the file must be there.
   */
  sign(company: Company, fileId: string, baseUrl: string): string;
  /** What a link names. `wrong`: not a link of ours; `expired`: its time is over; `gone`: its file was removed. */
  open(link: {
    company: string;
    file: string;
    expires: string;
    signature: string;
  }): Promise<StoredFile | 'expired' | 'wrong' | 'gone'>;
}
