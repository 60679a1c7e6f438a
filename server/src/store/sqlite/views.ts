/** Views that accounts keep. */
import type { Kept, ReadView, SavedView, Views } from '../../app/ports/views.ts';
import { limits } from '../../domain/limits.ts';
import type { Statements } from './connection.ts';
import type { WriteQueue } from './write-queue.ts';

type Row = Omit<SavedView, 'shared'> & { shared: number };

const VIEW =
  'SELECT id, user_id AS userId, name, query, shared, created_at AS createdAt, updated_at AS updatedAt FROM saved_views';

export function sqliteViews(sql: Statements, queue: WriteQueue): Views {
  return {
    async views(company) {
      return sql.all<Row>(`${VIEW} WHERE company = ? ORDER BY id`, company).map(toView);
    },
    async viewsFor(company, userId) {
      return sql
        .all<Row>(`${VIEW} WHERE company = ? AND (user_id = ? OR shared = 1) ORDER BY id`, company, userId)
        .map(toView);
    },
    async view(company, id) {
      const row = sql.get<Row>(`${VIEW} WHERE company = ? AND id = ?`, company, id);
      return row === undefined ? null : toView(row);
    },
    keep: async (company, view, replacing) =>
      (await queue.send({ do: 'keepView', company, view, replacing })) as Kept,
    remove: async (company, view) =>
      (await queue.send({ do: 'removeView', company, view })) as Awaited<ReturnType<Views['remove']>>,
  };
}

function toView({ shared, ...row }: Row): SavedView {
  return { ...row, shared: shared === 1 };
}

export type ViewJob =
  | { do: 'keepView'; company: number; view: SavedView; replacing: ReadView | null }
  | { do: 'removeView'; company: number; view: ReadView };

/** On the writer's thread, where nobody else writes meanwhile. */
export function writeView(sql: Statements, job: ViewJob): Kept {
  const { company } = job;
  if (sql.get('SELECT 1 FROM heads WHERE company = ? AND standing IS NULL', company) === undefined)
    return { is: 'closed' };
  if (job.do === 'removeView') {
    const { id, updatedAt } = job.view;
    const removed = sql.run(
      'DELETE FROM saved_views WHERE company = ? AND id = ? AND updated_at = ?',
      company,
      id,
      updatedAt,
    );
    return { is: removed === 1 ? 'kept' : 'stale' };
  }
  const { view, replacing } = job;
  return refusal(sql, company, view) ?? (replacing === null ? add(sql, company, view) : replace(sql, job));
}

function refusal(sql: Statements, company: number, { id, userId, name, shared }: SavedView): Kept | null {
  const count = (which: string, ...values: (string | number)[]) =>
    sql.get<{ count: number }>(
      `SELECT count(*) AS count FROM saved_views WHERE company = ? AND id <> ? AND ${which}`,
      company,
      id,
      ...values,
    )?.count ?? 0;
  if (userId !== null) {
    const user = "SELECT 1 FROM directory WHERE company = ? AND kind = 'user' AND id = ?";
    if (sql.get(user, company, userId) === undefined) return { is: 'ownerless' };
    if (count('user_id = ? AND name = ?', userId, name) > 0) return { is: 'nameTaken' };
    if (count('user_id = ?', userId) >= limits.viewsPerAccount) return { is: 'tooMany', of: 'account' };
  }
  const isFull = shared && count('shared = 1') >= limits.sharedViewsPerCompany;
  return isFull ? { is: 'tooMany', of: 'company' } : null;
}

function add(sql: Statements, company: number, view: SavedView): Kept {
  const { id, userId, name, query, shared, createdAt, updatedAt } = view;
  sql.run(
    'INSERT INTO saved_views (company, id, user_id, name, query, shared, created_at, updated_at) ' +
      'VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ...[company, id, userId, name, query, Number(shared), createdAt, updatedAt],
  );
  return { is: 'kept' };
}

function replace(sql: Statements, { company, view, replacing }: Extract<ViewJob, { do: 'keepView' }>): Kept {
  const replaced = sql.run(
    'UPDATE saved_views SET name = ?, query = ?, shared = ?, updated_at = ? ' +
      'WHERE company = ? AND id = ? AND updated_at = ?',
    ...[view.name, view.query, Number(view.shared), view.updatedAt],
    ...[company, view.id, replacing?.updatedAt ?? null],
  );
  return { is: replaced === 1 ? 'kept' : 'stale' };
}
