-- Under this number only functions of PostgreSQL's change: a claim can be taken back with its count, and a status that carries our tag is
-- of a message that was kept before it left, so that without that message it is of no use.

CREATE OR REPLACE FUNCTION trama.release(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    moment bigint := trama.moment(p);
BEGIN
    UPDATE trama.schedule
    SET worker_id = NULL, crashes = coalesce((p ->> 'crashes')::integer, 0),
        next_run_at = CASE
            WHEN inbox_last > inbox_done OR outbox_unsettled > 0
            THEN moment + CASE WHEN inbox_last > (p ->> 'seen')::bigint THEN 0 ELSE coalesce((p ->> 'in')::bigint, 0) END
        END
    WHERE conversation_id = (p ->> 'conversation')::bigint AND worker_id = (p ->> 'worker')::bigint
        AND fence = (p ->> 'fence')::bigint;
    RETURN CASE WHEN FOUND THEN 'null' ELSE '{"lost": true}' END;
END $$;

CREATE OR REPLACE FUNCTION trama.note(a_account integer, a jsonb, moment bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    o trama.outbox := trama.message_of_status(a_account, a);
BEGIN
    IF o.number IS NOT NULL THEN
        PERFORM trama.advance(o, a, moment);
        RETURN;
    END IF;
    IF a ? 'nonce' THEN RETURN; END IF;
    INSERT INTO trama.early_status AS e (account_id, provider_id, stage, stage_rank, failure, is_unwanted, received_at)
    VALUES (
        a_account, a ->> 'id', a ->> 'stage', (a ->> 'rank')::integer, a ->> 'failure',
        coalesce((a ->> 'unwanted')::boolean, false), moment)
    ON CONFLICT (account_id, provider_id) DO UPDATE
    SET stage = excluded.stage, stage_rank = excluded.stage_rank, failure = excluded.failure, is_unwanted = excluded.is_unwanted
    WHERE excluded.stage_rank > e.stage_rank;
END $$;
