-- The keys that sign each log: in which epoch (origin), since which size, and until when when another took its place.
-- Public keys only. A store made before this table learns the key of each log at its next start.
CREATE TABLE log_keys (
  company INTEGER NOT NULL,
  origin TEXT NOT NULL,
  generation INTEGER NOT NULL,
  vkey TEXT NOT NULL,
  from_size INTEGER NOT NULL,
  signs_until INTEGER,
  PRIMARY KEY (company, origin, generation)
) STRICT, WITHOUT ROWID;
