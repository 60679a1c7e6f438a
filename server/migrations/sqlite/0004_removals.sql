-- What was taken out of the log's documents, and by which event: the leaves of the tree that the event's metadata
-- commits to, in the order of their digests. No personal data. `kind` is the kind of a document, or `actor`.
CREATE TABLE removals (
  company INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  leaf INTEGER NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  kind TEXT NOT NULL,
  replacement BLOB CHECK (length(replacement) = 32),
  PRIMARY KEY (company, seq, leaf)
) STRICT, WITHOUT ROWID;
CREATE INDEX removals_digest ON removals (company, digest);
CREATE TRIGGER removals_no_update BEFORE UPDATE ON removals
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: UPDATE of removals is refused'); END;
CREATE TRIGGER removals_no_delete BEFORE DELETE ON removals
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: DELETE of removals is refused'); END;

-- Erasure looks for jobs about events.
CREATE INDEX jobs_event ON jobs (company, event_id);
