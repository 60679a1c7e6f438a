-- Events of one connection, and of one control, in the order in which lists show them.
CREATE INDEX events_connection ON events (company, connection_id, created_at, seq) WHERE connection_id IS NOT NULL;

CREATE TABLE event_controls_by_time (
  company INTEGER NOT NULL,
  control_id INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (company, control_id, created_at, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO event_controls_by_time (company, control_id, created_at, seq)
  SELECT c.company, c.control_id, e.created_at, c.seq
  FROM event_controls c JOIN events e ON e.company = c.company AND e.seq = c.seq;
DROP TABLE event_controls;
ALTER TABLE event_controls_by_time RENAME TO event_controls;
