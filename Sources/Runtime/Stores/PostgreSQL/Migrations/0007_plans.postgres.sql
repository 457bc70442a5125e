-- Under this number only functions of PostgreSQL's change; the tables stay as they are. The body of a function in plain SQL is parsed
-- and planned anew each time it is called; PL/pgSQL keeps its plans as long as the connection is open. What a turn needs is made of as
-- few statements as do it.

-- Rows are made and locked in one order, whatever that of the arrivals, so that two batches never wait for each other in a circle.
CREATE OR REPLACE FUNCTION trama.accept(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    moment bigint := trama.moment(p);
    a jsonb;
    place integer;
    last_name jsonb;
    own_account integer;
    accounts integer[] := '{}';
    conversations bigint[] := '{}';
BEGIN
    FOR a, place IN
        SELECT value, ordinality FROM jsonb_array_elements(p -> 'arrivals') WITH ORDINALITY
        ORDER BY value ->> 'bot', value ->> 'account', value -> 'contact' ->> 'key'
    LOOP
        IF last_name IS DISTINCT FROM jsonb_build_array(a -> 'bot', a -> 'account') THEN
            last_name := jsonb_build_array(a -> 'bot', a -> 'account');
            own_account := trama.account_of(a ->> 'bot', a ->> 'account');
        END IF;
        accounts[place] := own_account;
        conversations[place] := CASE
            WHEN a ? 'contact' THEN trama.conversation_with(own_account, a -> 'contact', moment)
            ELSE (trama.message_of_status(own_account, a)).conversation_id
        END;
    END LOOP;
    PERFORM FROM trama.schedule WHERE conversation_id = ANY (conversations) ORDER BY conversation_id FOR NO KEY UPDATE;
    FOR a, place IN
        SELECT value, ordinality FROM jsonb_array_elements(p -> 'arrivals') WITH ORDINALITY
        ORDER BY (value ->> 'at')::bigint, ordinality
    LOOP
        IF a ? 'contact' THEN
            PERFORM trama.receive(accounts[place], conversations[place], a, moment);
        ELSE
            PERFORM trama.note(accounts[place], a, moment);
        END IF;
    END LOOP;
    RETURN 'null';
END $$;

CREATE OR REPLACE FUNCTION trama.history_of(a_conversation bigint, most integer) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT coalesce(jsonb_agg(jsonb_build_array(turn, role, text, at) ORDER BY number), '[]') FROM (
        SELECT number, turn, role, text, at FROM trama.history WHERE conversation_id = a_conversation
        ORDER BY number DESC LIMIT most) said);
END $$;

-- Under a lease.
CREATE OR REPLACE FUNCTION trama.load(p jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
    own bigint := (p ->> 'conversation')::bigint;
    loaded jsonb;
BEGIN
    SELECT jsonb_build_object(
        'now', trama.moment(p), 'account', a.name, 'key', c.contact_key, 'phone', c.phone, 'name', c.name, 'started_at', c.started_at,
        'checkpoint', (SELECT k.checkpoint FROM trama.checkpoint k WHERE k.conversation_id = own),
        'history', (
            SELECT coalesce(jsonb_agg(jsonb_build_array(said.turn, said.role, said.text, said.at) ORDER BY said.number), '[]') FROM (
                SELECT h.number, h.turn, h.role, h.text, h.at FROM trama.history h WHERE h.conversation_id = own
                ORDER BY h.number DESC LIMIT (p ->> 'history')::integer) said),
        'working', (
            SELECT jsonb_build_array(w.event, w.began_at, w.checkpoint, w.said, w.failed_attempts, w.wake_at, w.told)
            FROM trama.working w WHERE w.conversation_id = own),
        'journal', (
            SELECT coalesce(jsonb_agg(jsonb_build_array(j.key, j.result)), '[]') FROM trama.journal j
            WHERE j.conversation_id = own AND j.event = (SELECT w.event FROM trama.working w WHERE w.conversation_id = own)),
        'inbox', (
            SELECT coalesce(
                jsonb_agg(jsonb_build_array(waiting.number, waiting.received_at, waiting.event) ORDER BY waiting.number), '[]')
            FROM (
                SELECT i.number, i.received_at, i.event FROM trama.inbox i
                WHERE i.conversation_id = own AND i.number > s.inbox_done
                ORDER BY i.number LIMIT (p ->> 'events')::integer) waiting),
        'outbox', (
            SELECT coalesce(
                jsonb_agg(
                    jsonb_build_array(
                        o.number, o.nonce, o.message, o.created_at, o.state, o.handed_over_at, o.failed_attempts, o.unknown_outcomes)
                    ORDER BY o.number), '[]')
            FROM trama.outbox o WHERE o.conversation_id = own AND o.state IN ('waiting', 'handed_over')))
    INTO loaded
    FROM trama.schedule s JOIN trama.conversation c USING (conversation_id) JOIN trama.account a ON a.account_id = c.account_id
    WHERE s.conversation_id = own AND s.worker_id = (p ->> 'worker')::bigint AND s.fence = (p ->> 'fence')::bigint;
    RETURN coalesce(loaded, '{"lost": true}');
END $$;

CREATE OR REPLACE FUNCTION trama.keep_working(p jsonb, moment bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO trama.working (conversation_id, event, began_at, checkpoint, said, failed_attempts, wake_at, told)
    VALUES (
        (p ->> 'conversation')::bigint, (p ->> 'event')::bigint, trama.later(p, 'began', moment), p ->> 'checkpoint', p ->> 'said',
        (p ->> 'failed_attempts')::integer, trama.later(p, 'wake', moment), p ->> 'told')
    ON CONFLICT (conversation_id) DO UPDATE
    SET event = excluded.event, began_at = excluded.began_at, checkpoint = excluded.checkpoint, said = excluded.said,
        failed_attempts = excluded.failed_attempts, wake_at = excluded.wake_at, told = excluded.told;
END $$;

CREATE OR REPLACE FUNCTION trama.keep_handed_over(p jsonb, moment bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF NOT p ? 'handed_over' THEN RETURN; END IF;
    INSERT INTO trama.handed_over (conversation_id, queue, summary, since)
    VALUES (
        (p ->> 'conversation')::bigint, p -> 'handed_over' ->> 'queue', p -> 'handed_over' ->> 'summary',
        trama.later(p -> 'handed_over', 'since', moment))
    ON CONFLICT (conversation_id) DO UPDATE SET queue = excluded.queue, summary = excluded.summary, since = excluded.since;
END $$;

-- Under a lease.
CREATE OR REPLACE FUNCTION trama.settle(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    moment bigint := trama.moment(p);
    own bigint := (p ->> 'conversation')::bigint;
    own_number bigint := (p ->> 'number')::bigint;
    early record;
    o trama.outbox;
BEGIN
    IF NOT trama.hold(p) THEN RETURN '{"lost": true}'; END IF;
    UPDATE trama.outbox
    SET state = p ->> 'as', failure = p ->> 'failure', provider_id = coalesce(provider_id, p ->> 'provider_id')
    WHERE conversation_id = own AND number = own_number AND state IN ('waiting', 'handed_over');
    IF FOUND THEN
        UPDATE trama.schedule SET outbox_unsettled = outbox_unsettled - 1, crashes = 0 WHERE conversation_id = own;
        IF p ->> 'as' = 'failed' THEN PERFORM trama.bury(own, 'delivery', own_number, p ->> 'failure', moment); END IF;
    ELSIF p ? 'provider_id' THEN
        UPDATE trama.outbox SET provider_id = coalesce(provider_id, p ->> 'provider_id')
        WHERE conversation_id = own AND number = own_number;
    END IF;
    IF p ? 'provider_id' THEN
        DELETE FROM trama.early_status e USING trama.conversation c
        WHERE c.conversation_id = own AND e.account_id = c.account_id AND e.provider_id = p ->> 'provider_id'
        RETURNING e.stage, e.stage_rank, e.failure, e.is_unwanted INTO early;
        IF FOUND THEN
            SELECT * INTO o FROM trama.outbox WHERE conversation_id = own AND number = own_number;
            PERFORM trama.advance(
                o, jsonb_build_object(
                    'id', p ->> 'provider_id', 'stage', early.stage, 'rank', early.stage_rank, 'failure', early.failure,
                    'unwanted', early.is_unwanted), moment);
        END IF;
    END IF;
    RETURN 'null';
END $$;
