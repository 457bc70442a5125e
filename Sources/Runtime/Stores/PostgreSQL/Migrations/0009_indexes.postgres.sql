-- A plan that is kept was made when the tables were small, as they are in the first minute of an installation: it reads whole tables, and
-- goes on doing so until they are analysed. All that is asked here goes by a key. Without `jit`, since what cannot go by an index counts as
-- dear enough now to be compiled.
ALTER FUNCTION trama.perform(jsonb) SET enable_seqscan = off;
ALTER FUNCTION trama.perform(jsonb) SET jit = off;
