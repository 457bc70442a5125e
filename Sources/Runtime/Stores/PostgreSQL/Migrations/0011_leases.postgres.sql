-- Whether a lease holds is asked with both columns. When the table is analysed while nothing is claimed, the planner takes this index for
-- empty and so for the best one: by the worker alone each question read all that its worker had.
DROP INDEX trama.schedule_claimed;
CREATE INDEX schedule_claimed ON trama.schedule (worker_id, conversation_id) WHERE worker_id IS NOT NULL;
