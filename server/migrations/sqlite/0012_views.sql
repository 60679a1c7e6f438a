-- Views of the list of events that accounts keep (app/ports/views.ts). `query`: of the address of the events page.
-- `user_id`: whose it is; null when a person who shared it was erased. Names and queries can hold personal data.
CREATE TABLE saved_views (
  company INTEGER NOT NULL,
  id TEXT NOT NULL,
  user_id INTEGER,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  shared INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (company, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX saved_views_owner ON saved_views (company, user_id);
