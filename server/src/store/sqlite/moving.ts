/** Companies on their way between stores: what is read of them, and the moves that the writer makes. */
import type { SQLInputValue } from 'node:sqlite';
import type { MovedEvent, Moving, MovingCompany, MovingReads, Standing } from '../../app/ports/moving.ts';
import type { Company } from '../../app/ports.ts';
import { COMPANY, type CompanyRow, toCompany } from './access.ts';
import { openDatabase, Statements } from './connection.ts';
import { sqliteEventReader } from './event-reader.ts';
import { toMovedRow, toSqlite } from './moving-values.ts';
import type { WriteQueue } from './write-queue.ts';

interface MovingRow extends CompanyRow {
  standing: Standing | null;
  move: string | null;
  place: string | null;
}

export function sqliteMoving(folder: string, sql: Statements, queue: WriteQueue): Moving {
  return {
    ...movingReads(sql),
    async snapshot(read) {
      const db = openDatabase(folder, 'read');
      try {
        db.exec('BEGIN');
        // The moment is that of the first read.
        db.exec('SELECT count(*) FROM companies');
        return await read(movingReads(new Statements(db)));
      } finally {
        db.close();
      }
    },
    async leave(company, move) {
      await queue.send({ do: 'move', step: { is: 'leave', company, move } });
    },
    async stay(company) {
      await queue.send({ do: 'move', step: { is: 'stay', company } });
    },
    async depart(company) {
      await queue.send({ do: 'move', step: { is: 'depart', company } });
    },
    async arrive(company, move) {
      return (await queue.send({ do: 'move', step: { is: 'arrive', company, move } })) as Company;
    },
    async putEvents(company, events) {
      await queue.send({ do: 'move', step: { is: 'putEvents', company, events } });
    },
    async putRows(company, { name }, rows, place) {
      await queue.send({ do: 'move', step: { is: 'putRows', company, table: name, rows, place } });
    },
    async complete(company, head) {
      await queue.send({ do: 'move', step: { is: 'complete', company, head } });
    },
  };
}

function movingReads(sql: Statements): MovingReads {
  const reader = sqliteEventReader(sql);
  return {
    async companies() {
      return sql
        .all<MovingRow>(
          `SELECT ${COMPANY}, h.standing, m.move, m.place FROM companies c JOIN heads h ON h.company = c.company ` +
            'LEFT JOIN moves m ON m.company = c.company ORDER BY c.company',
        )
        .map(toMovingCompany);
    },
    head: reader.head,
    async movedEvents(company, seq, count) {
      const events = await reader.eventsFrom(company, seq, count);
      const macs = sql.all<{ draft_mac: Uint8Array | null }>(
        'SELECT draft_mac FROM events WHERE company = ? AND seq >= ? ORDER BY seq LIMIT ?',
        company,
        seq,
        events.length,
      );
      return events.map((event, i): MovedEvent => ({ ...event, draftMac: macs[i]?.draft_mac ?? null }));
    },
    async movedRows(company, table, after, count) {
      const beyond = after === null ? '' : `AND (${table.key}) > (${table.key.map(() => '?')})`;
      const values = after === null ? [] : table.key.map((column) => toSqlite(after[column] ?? null));
      return sql
        .all<Record<string, SQLInputValue>>(
          `SELECT ${Object.keys(table.columns)} FROM ${table.name} WHERE company = ? ${beyond} ORDER BY ${table.key} LIMIT ?`,
          company,
          ...values,
          count,
        )
        .map((row) => toMovedRow(table, row));
    },
    async countRows(company, { name }) {
      const row = sql.get<{ n: number }>(`SELECT count(*) AS n FROM ${name} WHERE company = ?`, company);
      return row?.n ?? 0;
    },
  };
}

function toMovingCompany(row: MovingRow): MovingCompany {
  const { standing, move, place } = row;
  return { ...toCompany(row), standing: standing ?? 'served', move, place };
}
