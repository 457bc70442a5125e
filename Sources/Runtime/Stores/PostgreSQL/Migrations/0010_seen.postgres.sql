-- Under a lease. 'seen' is the number of the last event that 'in' heeds: with a later one the conversation is due at once.
CREATE OR REPLACE FUNCTION trama.release(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    moment bigint := trama.moment(p);
BEGIN
    UPDATE trama.schedule
    SET worker_id = NULL, crashes = 0,
        next_run_at = CASE
            WHEN inbox_last > (p ->> 'seen')::bigint THEN moment
            WHEN inbox_last > inbox_done OR outbox_unsettled > 0 THEN moment + coalesce((p ->> 'in')::bigint, 0)
        END
    WHERE conversation_id = (p ->> 'conversation')::bigint AND worker_id = (p ->> 'worker')::bigint
        AND fence = (p ->> 'fence')::bigint;
    RETURN CASE WHEN FOUND THEN 'null' ELSE '{"lost": true}' END;
END $$;
