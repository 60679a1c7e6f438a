-- Companies on their way between stores (docs/decisions/0021). The standing of a head: null, the company is served;
-- `arriving`, it is not whole yet; `leaving`, it is read here but records nothing; `moved`, another store has it.
ALTER TABLE heads ADD COLUMN standing TEXT CHECK (standing IN ('arriving', 'leaving', 'moved'));

-- Which move it is, a UUID that both stores know; and how far it came, written with the rows that it speaks of.
CREATE TABLE moves (
  company INTEGER PRIMARY KEY,
  move TEXT NOT NULL,
  place TEXT
) STRICT;
