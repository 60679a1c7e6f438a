-- What keeps background work in proportion to what there is to do, not to what there is.

-- How far a rule of retention has been applied (app/ports/retention.ts). It can be lost: then all that is old is looked
-- at once more.
CREATE TABLE retention_marks (
  company integer NOT NULL,
  category text NOT NULL,
  created_before bigint NOT NULL,
  recorded_before bigint NOT NULL,
  holds text[] NOT NULL,
  PRIMARY KEY (company, category)
);
SELECT keep_by_company('retention_marks');

-- Companies that have rules, and those that have witnesses, among all companies.
CREATE INDEX directory_retention ON directory (company) WHERE kind = 'retentionRules';
CREATE INDEX directory_witnesses ON directory (company) WHERE kind = 'logWitnesses';

-- Workers look for work of every company at once.
CREATE VIEW retaining_companies AS
  SELECT d.company FROM directory d JOIN heads h ON h.company = d.company
   WHERE d.kind = 'retentionRules' AND h.standing IS NULL;

-- The newest checkpoints that have fewer lines of witnesses than their companies have witnesses. A change of the list is
-- an event, so that a checkpoint follows that nobody has signed.
CREATE VIEW unwitnessed_checkpoints AS
  SELECT c.company, c.size, c.root, c.note || COALESCE(w.lines, '') AS note, d.json AS settings
    FROM directory d
    JOIN heads h ON h.company = d.company
    JOIN checkpoints c ON c.company = d.company
    LEFT JOIN cosigned_checkpoints w ON w.company = c.company AND w.size = c.size AND w.root = c.root
   WHERE d.kind = 'logWitnesses' AND (h.standing IS NULL OR h.standing = 'leaving')
     AND COALESCE(length(w.lines) - length(replace(w.lines, E'\n', '')), 0) < json_array_length(d.json::json -> 'witnesses');
