-- Under this number only a function of PostgreSQL's changes: a message that is handed over again is known to have been so before, whatever
-- ended the try before this one.
CREATE OR REPLACE FUNCTION trama.resend(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
    IF NOT trama.hold(p) THEN RETURN '{"lost": true}'; END IF;
    UPDATE trama.outbox
    SET unknown_outcomes = unknown_outcomes + (state = 'handed_over')::integer, state = 'handed_over', handed_over_at = trama.moment(p)
    WHERE conversation_id = (p ->> 'conversation')::bigint AND number = (p ->> 'number')::bigint
        AND state IN ('waiting', 'handed_over');
    RETURN to_jsonb(FOUND);
END $$;
