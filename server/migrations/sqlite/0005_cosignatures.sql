-- Checkpoints that witnesses cosigned: the signature lines of the witnesses, beside the note that they belong to.
-- Kept are the newest of a company, and the newest that is complete: that as many cosigned as the company asks for.
CREATE TABLE cosigned_checkpoints (
  company INTEGER NOT NULL,
  size INTEGER NOT NULL,
  root BLOB NOT NULL,
  note TEXT NOT NULL,
  lines TEXT NOT NULL,
  complete INTEGER NOT NULL,
  PRIMARY KEY (company, size)
) STRICT;
