-- What keeps background work in proportion to what there is to do, not to what there is.

-- How far a rule of retention has been applied (app/ports/retention.ts). `holds`: JSON, texts. It can be lost: then all
-- that is old is looked at once more.
CREATE TABLE retention_marks (
  company INTEGER NOT NULL,
  category TEXT NOT NULL,
  created_before INTEGER NOT NULL,
  recorded_before INTEGER NOT NULL,
  holds TEXT NOT NULL,
  PRIMARY KEY (company, category)
) STRICT, WITHOUT ROWID;

-- Companies that have rules, and those that have witnesses, among all companies.
CREATE INDEX directory_retention ON directory (company) WHERE kind = 'retentionRules';
CREATE INDEX directory_witnesses ON directory (company) WHERE kind = 'logWitnesses';
