-- The words of each event's parts (domain/words.ts), with blanks in between. An event with more words than one tsvector
-- holds has several rows, numbered from 1; the one row of any other event is numbered 0.
CREATE TABLE search (
  seq bigint NOT NULL,
  company integer NOT NULL,
  piece smallint NOT NULL,
  words text NOT NULL,
  PRIMARY KEY (company, seq, piece) WITH (fillfactor = 100)
);

-- In the index a word is written `company/word`: so it finds the events of one company among those of all without
-- reading the others, however common a word is there. Words have no blanks, and none is empty.
-- It costs much more than to look into the index, and the planner is told so.
CREATE FUNCTION search_lexemes(company integer, words text) RETURNS tsvector
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
BEGIN
  RETURN array_to_tsvector(string_to_array(company || '/' || replace(words, ' ', ' ' || company || '/'), ' '));
END
$$;
CREATE INDEX search_words ON search USING gin (search_lexemes(company, words));
CREATE INDEX search_long ON search (company, seq) WHERE piece > 0;
