/** Views of the list of events under a name: what an account keeps, and what a company shares. */

export interface SavedView {
  /** UUID. */
  id: string;
  /** Whose it is. Null: of somebody who was erased; such a view is always shared. */
  userId: number | null;
  name: string;
  /** Of the address of the events page, as `domain/view-query.ts` writes it. */
  query: string;
  /** Whether the whole company sees it, or its owner alone. */
  shared: boolean;
  createdAt: number;
  /** Moves with every change, so that it names a version of the view. */
  updatedAt: number;
}

export type Kept =
  | { is: 'kept' }
  /** Its owner is not in the directory. */
  | { is: 'ownerless' }
  /** Another view of its owner has this name. */
  | { is: 'nameTaken' }
  /** limits.viewsPerAccount, or limits.sharedViewsPerCompany. */
  | { is: 'tooMany'; of: 'account' | 'company' }
  /** What it was to replace has changed, or is gone. */
  | { is: 'stale' }
  /** The company is on its way to another store. */
  | { is: 'closed' };

/** A view as it was read: what is to be replaced or removed. */
export type ReadView = Pick<SavedView, 'id' | 'updatedAt'>;

/**
 * What writes is one transaction, durable once it resolves, and with any outcome but the first nothing is written. Limits
 * and names hold whoever else writes at the same time. Rejects with StoreBusy (nothing written) or UnknownOutcome. None
 * of it moves the directory version. What an erasure does with views goes through Ledger.commit (ports/erasing.ts).
 */
export interface Views {
  /** All of a company, in the order of their ids. */
  views(company: number): Promise<readonly SavedView[]>;
  /** Those of a user, and those that are shared, in the order of their ids. */
  viewsFor(company: number, userId: number): Promise<readonly SavedView[]>;
  /** Null when the company has no such view. */
  view(company: number, id: string): Promise<SavedView | null>;
  /** A new view; or, replacing one of the same id: its name, query and sharing, but not its owner. */
  keep(company: number, view: SavedView, replacing: ReadView | null): Promise<Kept>;
  remove(company: number, view: ReadView): Promise<Extract<Kept, { is: 'kept' | 'stale' | 'closed' }>>;
}
