-- Events of one connection. Made from the entry, so that it cannot differ from it, and that the events that are there
-- already need no UPDATE.
ALTER TABLE events ADD COLUMN connection_id bigint GENERATED ALWAYS AS ((entry::json ->> 'connectionId')::bigint) STORED;
CREATE INDEX events_connection ON events (company, connection_id, created_at, seq) WHERE connection_id IS NOT NULL;
CREATE INDEX events_recorded ON events (company, recorded_at, seq);

-- Events of one control, in the order in which lists show them.
CREATE TABLE event_controls_by_time (
  company integer NOT NULL,
  control_id bigint NOT NULL,
  created_at bigint NOT NULL,
  seq bigint NOT NULL,
  PRIMARY KEY (company, control_id, created_at, seq)
);
INSERT INTO event_controls_by_time (company, control_id, created_at, seq)
  SELECT c.company, c.control_id, e.created_at, c.seq
    FROM event_controls c JOIN events e ON e.company = c.company AND e.seq = c.seq;
DROP TABLE event_controls;
ALTER TABLE event_controls_by_time RENAME TO event_controls;
ALTER INDEX event_controls_by_time_pkey RENAME TO event_controls_pkey;

-- The words of each event's parts (domain/words.ts). A word is written `company/word`: the index then finds the events
-- of one company among those of all without reading the others, however common a word is there. An event with more
-- words than one tsvector holds has several rows, numbered from 1; the one row of any other event is numbered 0.
CREATE TABLE search (
  company integer NOT NULL,
  seq bigint NOT NULL,
  piece smallint NOT NULL,
  words tsvector NOT NULL,
  PRIMARY KEY (company, seq, piece)
);
CREATE INDEX search_words ON search USING gin (words);
CREATE INDEX search_long ON search (company, seq) WHERE piece > 0;
