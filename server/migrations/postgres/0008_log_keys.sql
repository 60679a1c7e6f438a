-- The keys that sign each log: in which epoch (origin), since which size, and until when when another took its place.
-- Public keys only. A store made before this table learns the key of each log at its next start.
CREATE TABLE log_keys (
  company integer NOT NULL,
  origin text NOT NULL,
  generation integer NOT NULL,
  vkey text NOT NULL,
  from_size bigint NOT NULL,
  signs_until bigint,
  PRIMARY KEY (company, origin, generation)
);
