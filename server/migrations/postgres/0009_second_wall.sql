-- What stands between the log and whoever has the server's role (decision 0025). The owner of the tables is not bound by
-- the policies; the triggers bind everybody.

-- ---------------------------------------------------------------- rows of a company

-- Rows of a company are there for those who say that they are about it: the setting holds companies as `{1,2}`, for one
-- transaction. It is asked once a statement. CASE keeps the condition from the indexes: there PostgreSQL would expect ten
-- companies, and choose another index. Every table with a company needs this, or `list_by_company`.
CREATE FUNCTION keep_by_company(name regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format('CREATE POLICY of_company ON %s USING (CASE WHEN company = ANY '
    '((SELECT nullif(current_setting(''affidavit.companies'', true), '''')::integer[])::integer[]) '
    'THEN true ELSE false END)', name);
END
$$;

-- The same for tables that anybody may read who looks for companies: they hold nobody's data.
CREATE FUNCTION list_by_company(name regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM keep_by_company(name);
  EXECUTE format('CREATE POLICY listed ON %s FOR SELECT USING (true)', name);
END
$$;

SELECT keep_by_company(name::regclass) FROM unnest(ARRAY[
  'events', 'event_controls', 'symbols', 'tree_hashes', 'parts', 'search', 'removals', 'snapshots', 'subjects',
  'directory', 'directory_history', 'event_types', 'api_keys', 'idempotency', 'files', 'jobs', 'cosigned_checkpoints'
]) AS name;
SELECT list_by_company(name::regclass) FROM unnest(ARRAY[
  'companies', 'heads', 'log_keys', 'checkpoints', 'moves'
]) AS name;
-- A company has no number before it is there.
CREATE POLICY begun ON companies FOR INSERT WITH CHECK (true);

-- What looks through the words of events. Of the conditions on a table with a policy, PostgreSQL gives to an index only
-- those that cannot tell anything, and `@@` is not marked as such; on a view it gives them all.
CREATE VIEW search_in_sight AS
  SELECT company, seq, piece, words FROM search
   WHERE CASE WHEN company = ANY
     ((SELECT nullif(current_setting('affidavit.companies', true), '')::integer[])::integer[]) THEN true ELSE false END;

-- Workers look for work of every company at once.
CREATE VIEW waiting_jobs AS SELECT * FROM jobs WHERE status IN ('Pending', 'Running');

-- A request names its key and nothing else.
CREATE FUNCTION company_of_key(hash bytea) RETURNS integer LANGUAGE sql STABLE STRICT SECURITY DEFINER AS
  'SELECT k.company FROM api_keys k WHERE k.hash = $1';
REVOKE EXECUTE ON FUNCTION company_of_key FROM PUBLIC;

-- Who signs in names an address and nothing else.
CREATE FUNCTION companies_of_email(email text) RETURNS SETOF integer LANGUAGE sql STABLE STRICT SECURITY DEFINER AS
  'SELECT d.company FROM companies c JOIN directory d ON d.company = c.company AND d.kind = ''user'' AND d.email = $1';
REVOKE EXECUTE ON FUNCTION companies_of_email FROM PUBLIC;

-- ---------------------------------------------------------------- what goes is named

-- Looked at when the transaction commits: by then the event that names it must be there.
CREATE FUNCTION refuse_unnamed(table_name text, what text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'taking away from % is refused: %', table_name, what USING ERRCODE = 'insufficient_privilege';
END
$$;

-- Whether removals name this digest, or a copy that stood in its place. `kept`: whether they leave a copy.
CREATE FUNCTION is_named_removed(of_company integer, first_digest bytea, kept boolean) RETURNS boolean LANGUAGE sql STABLE AS $$
  WITH RECURSIVE named AS (
    SELECT r.replacement FROM removals r WHERE r.company = of_company AND r.digest = first_digest
     UNION
    SELECT r.replacement FROM named n JOIN removals r ON r.company = of_company AND r.digest = n.replacement
  )
  SELECT EXISTS (SELECT FROM named WHERE (replacement IS NOT NULL) = kept)
$$;

CREATE FUNCTION refuse_unnamed_part() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  sealed events;
  actor bytea;
BEGIN
  SELECT * INTO sealed FROM events WHERE company = NEW.company AND seq = NEW.seq;
  IF ((NEW.text, NEW.text_salt) IS DISTINCT FROM (OLD.text, OLD.text_salt)
        AND NOT is_named_removed(NEW.company, sealed.text, NEW.text IS NOT NULL))
     OR ((NEW.metadata, NEW.metadata_salt) IS DISTINCT FROM (OLD.metadata, OLD.metadata_salt)
        AND NOT is_named_removed(NEW.company, sealed.metadata, NEW.metadata IS NOT NULL))
     OR ((NEW.test, NEW.test_salt) IS DISTINCT FROM (OLD.test, OLD.test_salt)
        AND NOT is_named_removed(NEW.company, sealed.test, NEW.test IS NOT NULL)) THEN
    PERFORM refuse_unnamed(TG_TABLE_NAME, format('no removal names the part of event %s', NEW.seq));
  END IF;
  IF NEW.actor_id IS DISTINCT FROM OLD.actor_id THEN
    SELECT digest INTO actor FROM symbols WHERE company = NEW.company AND code = sealed.actor;
    IF NEW.actor_id IS NOT NULL OR NOT is_named_removed(NEW.company, actor, false) THEN
      PERFORM refuse_unnamed(TG_TABLE_NAME, format('no removal names who acted in event %s', NEW.seq));
    END IF;
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION refuse_unnamed_snapshot() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM removals WHERE company = OLD.company AND digest = OLD.digest) THEN
    PERFORM refuse_unnamed(TG_TABLE_NAME, format('no removal names %s %s', OLD.kind, OLD.id));
  END IF;
  RETURN NULL;
END
$$;

-- The digest is that of who acted (docs/formats.md).
CREATE FUNCTION refuse_unnamed_subject() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF OLD.kind <> 'person' OR NOT is_named_removed(OLD.company, sha256(
       convert_to('affidavit/actor/v1', 'UTF8') || '\x00' || OLD.tag_salt || convert_to(OLD.id::text, 'UTF8')), false) THEN
    PERFORM refuse_unnamed(TG_TABLE_NAME, format('no removal names %s %s', OLD.kind, OLD.id));
  END IF;
  RETURN NULL;
END
$$;

-- No digest names a version of a row, or a file: they go, or are said otherwise, beside a removal, or an event, of the
-- same transaction.
CREATE FUNCTION refuse_without_removal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF (SELECT xmin FROM removals WHERE company = OLD.company ORDER BY seq DESC LIMIT 1)
     IS DISTINCT FROM pg_current_xact_id()::xid THEN
    PERFORM refuse_unnamed(TG_TABLE_NAME, 'no removal is recorded beside it');
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION refuse_without_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF (SELECT xmin FROM events WHERE company = OLD.company ORDER BY seq DESC LIMIT 1)
     IS DISTINCT FROM pg_current_xact_id()::xid THEN
    PERFORM refuse_unnamed(TG_TABLE_NAME, 'no event is recorded beside it');
  END IF;
  RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER parts_named AFTER UPDATE ON parts
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unnamed_part();
CREATE CONSTRAINT TRIGGER snapshots_named AFTER DELETE ON snapshots
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unnamed_snapshot();
CREATE CONSTRAINT TRIGGER subjects_named AFTER DELETE ON subjects
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unnamed_subject();
CREATE CONSTRAINT TRIGGER directory_history_named AFTER UPDATE OR DELETE ON directory_history
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_without_removal();
CREATE CONSTRAINT TRIGGER files_named AFTER UPDATE OR DELETE ON files
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_without_event();

-- A signed checkpoint gives way to a larger one, or goes when the log gets another name (docs/keys.md).
CREATE FUNCTION refuse_smaller_checkpoint() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF split_part(OLD.note, E'\n', 1) = (SELECT origin FROM companies WHERE company = OLD.company) THEN
      PERFORM refuse_unnamed(TG_TABLE_NAME, 'it is of the log that is written to');
    END IF;
    RETURN OLD;
  END IF;
  IF NEW.size < OLD.size OR (NEW.size = OLD.size AND NEW.root <> OLD.root) THEN
    PERFORM refuse_unnamed(TG_TABLE_NAME, 'the checkpoint does not follow the one that is kept');
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER checkpoints_follow BEFORE UPDATE OR DELETE ON checkpoints
  FOR EACH ROW EXECUTE FUNCTION refuse_smaller_checkpoint();

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'parts', 'snapshots', 'subjects', 'directory_history', 'files', 'checkpoints', 'event_controls'
  ] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
                   name || '_no_truncate', name);
  END LOOP;
  -- Whatever the caller's search_path is: these find our tables.
  FOREACH name IN ARRAY ARRAY[
    'company_of_key(bytea)', 'companies_of_email(text)', 'is_named_removed(integer, bytea, boolean)', 'refuse_unnamed(text, text)',
    'refuse_unnamed_part()', 'refuse_unnamed_snapshot()', 'refuse_unnamed_subject()', 'refuse_without_removal()',
    'refuse_without_event()', 'refuse_smaller_checkpoint()'
  ] LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = pg_catalog, %I, pg_temp', name, current_schema());
  END LOOP;
END
$$;
