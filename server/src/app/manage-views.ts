/** Views of the list of events: kept by accounts, and shared with the company by those who may (decision 0033). */
import { conflict, forbidden, invalid, notFound } from '../domain/errors.ts';
import { limits } from '../domain/limits.ts';
import { permissions } from '../domain/permissions.ts';
import { parseViewQuery } from '../domain/view-query.ts';
import type { Kept, SavedView, Views } from './ports/views.ts';
import type { Caller, World } from './ports.ts';
import { companyMoves, orRefused } from './shared/commit.ts';
import type { ReadLiveDirectory } from './shared/live-directory.ts';
import { nameOf } from './shared/telling.ts';

export interface ViewWish {
  name: string;
  query: string;
  shared: boolean;
}

/** With the name of its owner, when there is one. */
export type ShownView = SavedView & { ownerName: string | null };

/** `held`: what the caller may do. What others keep for themselves is answered as if it did not exist. */
export interface ManageViews {
  /** Their own, and those that are shared, by name. */
  list(caller: Caller): Promise<readonly ShownView[]>;
  /** Rejects with Refused `invalid`, `forbidden`, or `conflict` for a name of theirs or a limit. */
  create(caller: Caller, held: readonly string[], wish: ViewWish): Promise<ShownView>;
  /** Whoever may share changes what others share too: it stays theirs. Rejects as `create` does, or with `notFound`. */
  replace(caller: Caller, held: readonly string[], id: string, wish: ViewWish): Promise<ShownView>;
  remove(caller: Caller, held: readonly string[], id: string): Promise<void>;
}

export interface ViewPorts {
  views: Views;
  readLive: ReadLiveDirectory;
  world: World;
}

export function manageViews(at: ViewPorts): ManageViews {
  const { views, world } = at;
  return {
    async list({ company, userId }) {
      const shown = await show(at, company.company, await views.viewsFor(company.company, userId));
      return shown.toSorted((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1));
    },

    async create({ company, userId }, held, wish) {
      const checked = check(wish);
      if (checked.shared) requireSharing(held);
      const now = world.now();
      const view: SavedView = { id: world.uuid(), userId, ...checked, createdAt: now, updatedAt: now };
      requireKept(await orRefused(views.keep(company.company, view, null)));
      return showOne(at, company.company, view);
    },

    async replace(caller, held, id, wish) {
      const checked = check(wish);
      const { company } = caller.company;
      const view = await again(async () => {
        const old = await readFor(at, caller, held, id);
        if (checked.shared) requireSharing(held);
        else if (old.userId === null)
          throw invalid('shared', 'must be true: there is nobody any more whose own it could be');
        const updatedAt = Math.max(world.now(), old.updatedAt + 1);
        const next: SavedView = { ...old, ...checked, updatedAt };
        return { kept: await orRefused(views.keep(company, next, old)), answer: next };
      });
      return showOne(at, company, view);
    },

    async remove(caller, held, id) {
      await again(async () => {
        const old = await readFor(at, caller, held, id);
        return { kept: await orRefused(views.remove(caller.company.company, old)), answer: null };
      });
    },
  };
}

/** Throws Refused `invalid`. */
function check({ name, query, shared }: ViewWish): ViewWish {
  const trimmed = name.trim();
  if (trimmed === '') throw invalid('name', 'must not be blank');
  const parsed = parseViewQuery(query);
  if ('fault' in parsed) throw invalid(parsed.fault.path, parsed.fault.message);
  return { name: trimmed, query: parsed.query, shared };
}

/** A view that the caller may change. */
async function readFor(
  { views }: ViewPorts,
  { company, userId }: Caller,
  held: readonly string[],
  id: string,
): Promise<SavedView> {
  const view = await views.view(company.company, id);
  if (view === null || (view.userId !== userId && !view.shared)) throw notFound('there is no such view');
  if (view.userId !== userId) requireSharing(held);
  return view;
}

function requireSharing(held: readonly string[]): void {
  if (!held.includes(permissions.shareViews))
    throw forbidden(`what the company shares is changed with ${permissions.shareViews}`);
}

/** Decides again as long as what was read has changed meanwhile. */
async function again<T>(decide: () => Promise<{ kept: Kept; answer: T }>): Promise<T> {
  for (let attempt = 0; attempt < limits.staleRetries; attempt++) {
    const { kept, answer } = await decide();
    if (kept.is === 'stale') continue;
    requireKept(kept);
    return answer;
  }
  throw conflict('the view is being changed by others without pause');
}

function requireKept(kept: Kept): void {
  switch (kept.is) {
    case 'kept':
      return;
    case 'ownerless':
      throw forbidden('views are kept by users of the company');
    case 'nameTaken':
      throw conflict('another view of the same owner has this name');
    case 'tooMany':
      throw conflict(
        kept.of === 'account'
          ? `an account keeps at most ${limits.viewsPerAccount} views: delete one first`
          : `a company shares at most ${limits.sharedViewsPerCompany} views: delete one first`,
      );
    case 'stale':
      throw conflict('the view was changed meanwhile');
    case 'closed':
      throw companyMoves();
  }
}

async function showOne(at: ViewPorts, company: number, view: SavedView): Promise<ShownView> {
  const [shown] = await show(at, company, [view]);
  return shown ?? { ...view, ownerName: null };
}

async function show(
  { readLive }: ViewPorts,
  company: number,
  found: readonly SavedView[],
): Promise<ShownView[]> {
  const live = await readLive(company);
  return found.map((view) => {
    const owner = view.userId === null ? null : live.get('user', view.userId);
    return { ...view, ownerName: owner === null ? null : nameOf(owner) };
  });
}
