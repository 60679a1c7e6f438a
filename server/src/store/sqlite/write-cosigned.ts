import type { Cosigned } from '../../app/ports/witnesses.ts';
import type { SignedCheckpoint } from '../../app/ports.ts';
import type { Statements } from './connection.ts';
import { rememberCosigned } from './log-history.ts';

/** What witnesses signed of a checkpoint, in the place of what is kept of its size; then what nobody needs goes. */
export function cosignCheckpoint(
  sql: Statements,
  { company, checkpoint, cosigned }: { company: number; checkpoint: SignedCheckpoint; cosigned: Cosigned },
): null {
  sql.run(
    'INSERT INTO cosigned_checkpoints (company, size, root, note, lines, complete) VALUES (?, ?, ?, ?, ?, ?) ' +
      'ON CONFLICT (company, size) DO UPDATE SET root = excluded.root, note = excluded.note, ' +
      'lines = excluded.lines, complete = excluded.complete',
    company,
    checkpoint.size,
    checkpoint.root,
    checkpoint.note,
    cosigned.lines,
    cosigned.complete ? 1 : 0,
  );
  sql.run(
    'DELETE FROM cosigned_checkpoints WHERE company = ?1 ' +
      'AND size < (SELECT max(size) FROM cosigned_checkpoints WHERE company = ?1) ' +
      'AND size IS NOT (SELECT max(size) FROM cosigned_checkpoints WHERE company = ?1 AND complete)',
    company,
  );
  rememberCosigned(sql, company, checkpoint, cosigned.lines);
  return null;
}
