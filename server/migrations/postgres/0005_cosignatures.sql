-- Checkpoints that witnesses cosigned: the signature lines of the witnesses, beside the note that they belong to.
-- Kept are the newest of a company, and the newest that is complete: that as many cosigned as the company asks for.
CREATE TABLE cosigned_checkpoints (
  company integer NOT NULL,
  size bigint NOT NULL,
  root bytea NOT NULL CHECK (octet_length(root) = 32),
  note text NOT NULL,
  lines text NOT NULL,
  complete boolean NOT NULL,
  PRIMARY KEY (company, size)
);
