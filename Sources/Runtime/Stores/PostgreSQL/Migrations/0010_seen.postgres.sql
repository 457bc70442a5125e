-- Under a lease. 'seen' is the number of the last event that 'in' heeds: with a later one the conversation is due at once.
CREATE OR REPLACE FUNCTION trama.release(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    moment bigint := trama.moment(p);
BEGIN
    UPDATE trama.schedule
    SET worker_id = NULL, crashes = 0,
        next_run_at = CASE
            WHEN inbox_last > inbox_done OR outbox_unsettled > 0
            THEN moment + CASE WHEN inbox_last > (p ->> 'seen')::bigint THEN 0 ELSE coalesce((p ->> 'in')::bigint, 0) END
        END
    WHERE conversation_id = (p ->> 'conversation')::bigint AND worker_id = (p ->> 'worker')::bigint
        AND fence = (p ->> 'fence')::bigint;
    RETURN CASE WHEN FOUND THEN 'null' ELSE '{"lost": true}' END;
END $$;

-- Under the lock of the conversation's row: two of the same message come one after the other. One that comes under two contacts at once
-- is done again, so that a number is never given to what is not there.
CREATE OR REPLACE FUNCTION trama.receive(a_account integer, a_conversation bigint, a jsonb, moment bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    place bigint;
BEGIN
    PERFORM FROM trama.inbox WHERE account_id = a_account AND message_key = (a ->> 'key')::uuid;
    IF FOUND THEN RETURN; END IF;
    UPDATE trama.schedule s
    SET inbox_last = inbox_last + 1,
        next_run_at = CASE
            WHEN next_run_at > moment AND outbox_unsettled = 0
                AND NOT EXISTS (SELECT FROM trama.working w WHERE w.conversation_id = s.conversation_id)
            THEN moment
            ELSE coalesce(next_run_at, moment)
        END
    WHERE conversation_id = a_conversation RETURNING inbox_last INTO place;
    IF NOT FOUND THEN RAISE EXCEPTION 'the conversation was deleted meanwhile' USING ERRCODE = '40001'; END IF;
    INSERT INTO trama.inbox (conversation_id, number, account_id, message_key, received_at, event)
    VALUES (a_conversation, place, a_account, (a ->> 'key')::uuid, moment, a ->> 'event') ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN RAISE EXCEPTION 'the message came under another contact meanwhile' USING ERRCODE = '40001'; END IF;
END $$;
