-- What was taken out of the log's documents, and by which event: the leaves of the tree that the event's metadata
-- commits to, in the order of their digests. No personal data. `kind` is the kind of a document, or `actor`.
CREATE TABLE removals (
  company integer NOT NULL,
  seq bigint NOT NULL,
  leaf integer NOT NULL,
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  kind text NOT NULL,
  replacement bytea CHECK (octet_length(replacement) = 32),
  PRIMARY KEY (company, seq, leaf)
);
CREATE INDEX removals_digest ON removals (company, digest);
CREATE TRIGGER removals_append_only BEFORE UPDATE OR DELETE ON removals
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER removals_no_truncate BEFORE TRUNCATE ON removals
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Erasure looks for jobs about events.
CREATE INDEX jobs_event ON jobs (company, event_id);
