-- A conversation that waits for nothing but a person's silence is looked at when something comes: a tap ends the silence, a text begins
-- it anew. One with an unfinished turn or an unsent message waits for what it waited for; one that was given back because its store
-- failed is tried again.
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
END $$;

CREATE OR REPLACE FUNCTION trama.operate(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    moment bigint := trama.moment(p);
    own record;
BEGIN
    UPDATE trama.schedule s
    SET inbox_last = inbox_last + 1,
        next_run_at = CASE
            WHEN next_run_at > moment AND outbox_unsettled = 0
                AND NOT EXISTS (SELECT FROM trama.working w WHERE w.conversation_id = s.conversation_id)
            THEN moment
            ELSE coalesce(next_run_at, moment)
        END
    WHERE conversation_id = (p ->> 'conversation')::bigint RETURNING conversation_id, account_id, inbox_last INTO own;
    IF NOT FOUND THEN RETURN 'false'; END IF;
    INSERT INTO trama.inbox (conversation_id, number, account_id, received_at, event)
    VALUES (own.conversation_id, own.inbox_last, own.account_id, moment, p ->> 'event');
    RETURN 'true';
END $$;
