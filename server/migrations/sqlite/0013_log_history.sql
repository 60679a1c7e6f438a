-- What is told of a log beside its newest checkpoint (app/ports/log-history.ts). No personal data, and nothing that is sealed.
-- Checkpoints as they were signed, `lines` the signature lines of witnesses: all of the last minutes, then one of an hour.
CREATE TABLE checkpoint_history (
  company INTEGER NOT NULL,
  size INTEGER NOT NULL,
  root BLOB NOT NULL,
  note TEXT NOT NULL,
  lines TEXT NOT NULL,
  signed_at INTEGER NOT NULL,
  PRIMARY KEY (company, size)
) STRICT;

-- Full checks of this store (fsck): what each covered. `problem`: null when all was well.
CREATE TABLE full_checks (
  company INTEGER NOT NULL,
  ended_at INTEGER NOT NULL,
  began_at INTEGER NOT NULL,
  size INTEGER NOT NULL,
  root BLOB,
  version TEXT NOT NULL,
  problem TEXT,
  PRIMARY KEY (company, ended_at)
) STRICT;
