-- What the file refuses to whoever opens it. INSERT OR REPLACE deletes without firing delete triggers on a connection
-- without `recursive_triggers`, so tables that are seldom written have a trigger against it as well. `events` has none: any
-- trigger on its INSERT doubles what recording an event costs.
DROP TRIGGER events_no_replace;

CREATE TRIGGER symbols_no_replace BEFORE INSERT ON symbols
  WHEN EXISTS (SELECT 1 FROM symbols WHERE company = NEW.company AND (code = NEW.code OR value = NEW.value))
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: replacing a symbol is refused'); END;
CREATE TRIGGER tree_hashes_no_replace BEFORE INSERT ON tree_hashes
  WHEN EXISTS (SELECT 1 FROM tree_hashes WHERE company = NEW.company AND level = NEW.level AND idx = NEW.idx)
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: replacing a tree hash is refused'); END;
CREATE TRIGGER removals_no_replace BEFORE INSERT ON removals
  WHEN EXISTS (SELECT 1 FROM removals WHERE company = NEW.company AND seq = NEW.seq AND leaf = NEW.leaf)
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: replacing a removal is refused'); END;

-- The end of a log only moves on.
CREATE TRIGGER heads_no_return BEFORE UPDATE ON heads
  WHEN NEW.company <> OLD.company OR NEW.size < OLD.size OR NEW.recorded_at < OLD.recorded_at
    OR NEW.directory_version < OLD.directory_version
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: its head does not go back'); END;
CREATE TRIGGER heads_no_delete BEFORE DELETE ON heads
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: DELETE of heads is refused'); END;
CREATE TRIGGER heads_no_replace BEFORE INSERT ON heads
  WHEN EXISTS (SELECT 1 FROM heads WHERE company = NEW.company)
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: replacing a head is refused'); END;

CREATE TRIGGER companies_same_uuid BEFORE UPDATE ON companies
  WHEN NEW.company <> OLD.company OR NEW.uuid <> OLD.uuid
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: a company keeps its uuid'); END;
CREATE TRIGGER companies_no_delete BEFORE DELETE ON companies
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: DELETE of companies is refused'); END;
CREATE TRIGGER companies_no_replace BEFORE INSERT ON companies
  WHEN EXISTS (SELECT 1 FROM companies WHERE company = NEW.company OR uuid = NEW.uuid OR origin = NEW.origin)
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: replacing a company is refused'); END;

-- A key only stops signing, and sooner rather than later.
CREATE TRIGGER log_keys_no_update BEFORE UPDATE ON log_keys
  WHEN (NEW.company, NEW.origin, NEW.generation, NEW.vkey, NEW.from_size)
      <> (OLD.company, OLD.origin, OLD.generation, OLD.vkey, OLD.from_size)
    OR (OLD.signs_until IS NOT NULL AND (NEW.signs_until IS NULL OR NEW.signs_until > OLD.signs_until))
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: UPDATE of log_keys is refused'); END;
CREATE TRIGGER log_keys_no_delete BEFORE DELETE ON log_keys
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: DELETE of log_keys is refused'); END;
CREATE TRIGGER log_keys_no_replace BEFORE INSERT ON log_keys
  WHEN EXISTS (SELECT 1 FROM log_keys
    WHERE company = NEW.company AND origin = NEW.origin AND generation = NEW.generation)
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: replacing a log key is refused'); END;

-- A signed checkpoint gives way to a larger one, or goes when the log gets another name (docs/keys.md).
CREATE TRIGGER checkpoints_follow BEFORE UPDATE ON checkpoints
  WHEN NEW.company <> OLD.company OR NEW.size <= OLD.size
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: a checkpoint gives way to a larger one only'); END;
CREATE TRIGGER checkpoints_no_replace BEFORE INSERT ON checkpoints
  WHEN EXISTS (SELECT 1 FROM checkpoints WHERE company = NEW.company AND size >= NEW.size)
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: a checkpoint gives way to a larger one only'); END;
CREATE TRIGGER checkpoints_no_delete BEFORE DELETE ON checkpoints
  WHEN substr(OLD.note, 1, instr(OLD.note, char(10)) - 1) = (SELECT origin FROM companies WHERE company = OLD.company)
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: DELETE of checkpoints is refused'); END;

-- Of what witnesses cosigned, the newest stays.
CREATE TRIGGER cosigned_checkpoints_no_delete BEFORE DELETE ON cosigned_checkpoints
  WHEN OLD.size = (SELECT max(size) FROM cosigned_checkpoints WHERE company = OLD.company)
    AND substr(OLD.note, 1, instr(OLD.note, char(10)) - 1) = (SELECT origin FROM companies WHERE company = OLD.company)
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: DELETE of the newest cosigned checkpoint is refused'); END;

-- What erasure removes it removes whole: nothing of these is said otherwise in place.
CREATE TRIGGER snapshots_no_update BEFORE UPDATE ON snapshots
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: UPDATE of snapshots is refused'); END;
CREATE TRIGGER snapshots_no_replace BEFORE INSERT ON snapshots
  WHEN EXISTS (SELECT 1 FROM snapshots WHERE company = NEW.company AND digest = NEW.digest)
    OR EXISTS (SELECT 1 FROM snapshots
      WHERE company = NEW.company AND kind = NEW.kind AND id = NEW.id AND version = NEW.version)
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: replacing a snapshot is refused'); END;
CREATE TRIGGER subjects_no_update BEFORE UPDATE ON subjects
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: UPDATE of subjects is refused'); END;
-- Erasure empties a row of parts, and leaves it.
CREATE TRIGGER parts_no_delete BEFORE DELETE ON parts
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: DELETE of parts is refused'); END;
CREATE TRIGGER event_controls_no_update BEFORE UPDATE ON event_controls
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: UPDATE of event_controls is refused'); END;
CREATE TRIGGER event_controls_no_delete BEFORE DELETE ON event_controls
  BEGIN SELECT RAISE(ABORT, 'the log is append-only: DELETE of event_controls is refused'); END;
