-- What is told of a log beside its newest checkpoint (app/ports/log-history.ts). No personal data, and nothing that is sealed.
-- Checkpoints as they were signed, `lines` the signature lines of witnesses: all of the last minutes, then one of an hour.
CREATE TABLE checkpoint_history (
  company integer NOT NULL,
  size bigint NOT NULL,
  root bytea NOT NULL CHECK (octet_length(root) = 32),
  note text NOT NULL,
  lines text NOT NULL,
  signed_at bigint NOT NULL,
  PRIMARY KEY (company, size)
);
SELECT keep_by_company('checkpoint_history');

-- Full checks of this store (fsck): what each covered. `problem`: null when all was well.
CREATE TABLE full_checks (
  company integer NOT NULL,
  ended_at bigint NOT NULL,
  began_at bigint NOT NULL,
  size bigint NOT NULL,
  root bytea CHECK (octet_length(root) = 32),
  version text NOT NULL,
  problem text,
  PRIMARY KEY (company, ended_at)
);
SELECT keep_by_company('full_checks');
