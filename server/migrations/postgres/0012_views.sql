-- Views of the list of events that accounts keep (app/ports/views.ts). `query`: of the address of the events page.
-- `user_id`: whose it is; null when a person who shared it was erased. Names and queries can hold personal data.
CREATE TABLE saved_views (
  company integer NOT NULL,
  id text NOT NULL,
  user_id bigint,
  name text NOT NULL,
  query text NOT NULL,
  shared boolean NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  PRIMARY KEY (company, id)
);
CREATE INDEX saved_views_owner ON saved_views (company, user_id);
SELECT keep_by_company('saved_views');
