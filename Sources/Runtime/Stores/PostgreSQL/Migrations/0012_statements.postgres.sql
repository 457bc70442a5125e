-- Under this number only functions and an index of PostgreSQL's change: what a turn needs is made of fewer and smaller statements. To begin
-- and end a statement costs more than what most of them do, and so does every index that it must open.

-- Does operations in their order, each an object with 'op' and its arguments, in the one transaction of the calling statement.
CREATE OR REPLACE FUNCTION trama.perform(operations jsonb) RETURNS jsonb LANGUAGE plpgsql SET enable_seqscan = off SET jit = off AS $$
DECLARE
    p jsonb;
    answers jsonb[] := '{}';
BEGIN
    FOR place IN 0 .. jsonb_array_length(operations) - 1 LOOP
        p := operations -> place;
        answers := answers || CASE p ->> 'op'
            WHEN 'accept' THEN trama.accept(p)
            WHEN 'beat' THEN trama.beat(p)
            WHEN 'claim' THEN trama.claim(p)
            WHEN 'conversation' THEN trama.conversation(p)
            WHEN 'conversations' THEN trama.conversations(p)
            WHEN 'count_tokens' THEN trama.count_tokens(p)
            WHEN 'dead_letter' THEN trama.dead_letter(p)
            WHEN 'dead_letters' THEN trama.dead_letters(p)
            WHEN 'drop' THEN trama.drop(p)
            WHEN 'erase' THEN trama.erase(p)
            WHEN 'export' THEN trama.export(p)
            WHEN 'finish' THEN trama.finish(p)
            WHEN 'forget' THEN trama.forget(p)
            WHEN 'forget_idle' THEN trama.forget_idle(p)
            WHEN 'give_up' THEN trama.give_up(p)
            WHEN 'history' THEN trama.history(p)
            WHEN 'identify' THEN trama.identify(p)
            WHEN 'load' THEN trama.load(p)
            WHEN 'operate' THEN trama.operate(p)
            WHEN 'pause' THEN trama.pause(p)
            WHEN 'postpone' THEN trama.postpone(p)
            WHEN 'prune' THEN trama.prune(p)
            WHEN 'queues' THEN trama.queues(p)
            WHEN 'record' THEN trama.record(p)
            WHEN 'recorded_turns' THEN trama.recorded_turns(p)
            WHEN 'register' THEN trama.register(p)
            WHEN 'release' THEN trama.release(p)
            WHEN 'replay' THEN trama.replay(p)
            WHEN 'resend' THEN trama.resend(p)
            WHEN 'save' THEN trama.save(p)
            WHEN 'settle' THEN trama.settle(p)
            WHEN 'statistics' THEN trama.statistics(p)
            WHEN 'suspend' THEN trama.suspend(p)
            WHEN 'tokens' THEN trama.tokens(p)
            ELSE '{"unknown": true}'
        END;
    END LOOP;
    RETURN to_jsonb(answers);
END $$;

-- Puts messages into the outbox as handed over: the commit is what makes it known that they may leave.
CREATE OR REPLACE FUNCTION trama.enqueue(p jsonb, after bigint, moment bigint) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    own bigint := (p ->> 'conversation')::bigint;
    own_nonce text;
    made jsonb := '[]';
BEGIN
    FOR place IN 1 .. jsonb_array_length(p -> 'messages') LOOP
        own_nonce := left(replace(gen_random_uuid()::text, '-', ''), 16);
        INSERT INTO trama.outbox (conversation_id, number, nonce, state, created_at, handed_over_at, event, message)
        VALUES (
            own, after + place, own_nonce, 'handed_over', moment, moment, (p ->> 'event')::bigint, p -> 'messages' ->> (place - 1));
        made := made || jsonb_build_array(jsonb_build_array(after + place, own_nonce));
    END LOOP;
    RETURN jsonb_build_object('now', moment, 'messages', made);
END $$;

CREATE OR REPLACE FUNCTION trama.save(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    moment bigint := trama.moment(p);
    more integer := jsonb_array_length(p -> 'messages');
    last_number bigint;
BEGIN
    IF NOT trama.hold(p) THEN RETURN '{"lost": true}'; END IF;
    IF more > 0 THEN
        UPDATE trama.schedule SET outbox_last = outbox_last + more, outbox_unsettled = outbox_unsettled + more
        WHERE conversation_id = (p ->> 'conversation')::bigint RETURNING outbox_last INTO last_number;
    END IF;
    PERFORM trama.keep_working(p, moment);
    IF p ? 'handed_over' THEN PERFORM trama.keep_handed_over(p, moment); END IF;
    IF p -> 'intents' <> '[]' THEN
        INSERT INTO trama.journal (conversation_id, event, key, turn, call, tool, intended_at)
        SELECT (p ->> 'conversation')::bigint, (p ->> 'event')::bigint, value ->> 0, (value ->> 1)::bigint, (value ->> 2)::bigint,
            value ->> 3, moment
        FROM jsonb_array_elements(p -> 'intents') ON CONFLICT DO NOTHING;
    END IF;
    RETURN trama.enqueue(p, last_number - more, moment);
END $$;

-- 'heard' is a message; without it the event stays as it is.
CREATE OR REPLACE FUNCTION trama.finish(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    moment bigint := trama.moment(p);
    own bigint := (p ->> 'conversation')::bigint;
    done bigint := (p ->> 'event')::bigint;
    more integer := jsonb_array_length(p -> 'messages');
    last_number bigint;
    said_before bigint;
BEGIN
    UPDATE trama.schedule
    SET inbox_done = done, crashes = 0, wake_at = trama.later(p, 'wake', moment), outbox_last = outbox_last + more,
        outbox_unsettled = outbox_unsettled + more
    WHERE conversation_id = own AND worker_id = (p ->> 'worker')::bigint AND fence = (p ->> 'fence')::bigint
        AND inbox_done < done AND inbox_last >= done RETURNING outbox_last INTO last_number;
    IF NOT FOUND THEN RETURN '{"lost": true}'; END IF;
    DELETE FROM trama.working WHERE conversation_id = own;
    INSERT INTO trama.turn (conversation_id, event, ended_at, checkpoint, told)
    VALUES (own, done, moment, (SELECT checkpoint FROM trama.checkpoint WHERE conversation_id = own), p ->> 'told');
    INSERT INTO trama.checkpoint (conversation_id, event, checkpoint, rest) VALUES (own, done, p ->> 'checkpoint', p ->> 'rest')
    ON CONFLICT (conversation_id) DO UPDATE SET event = excluded.event, checkpoint = excluded.checkpoint, rest = excluded.rest;
    IF p -> 'said' <> '[]' THEN
        SELECT coalesce(max(number), 0) INTO said_before FROM trama.history WHERE conversation_id = own;
        INSERT INTO trama.history (conversation_id, number, turn, role, text, at)
        SELECT own, said_before + place, (value ->> 0)::bigint, value ->> 1, value ->> 2, moment + (value ->> 3)::bigint
        FROM jsonb_array_elements(p -> 'said') WITH ORDINALITY t (value, place);
    END IF;
    IF p ? 'handed_over' THEN PERFORM trama.keep_handed_over(p, moment); END IF;
    IF p ->> 'rest' <> 'handedOver' THEN DELETE FROM trama.handed_over WHERE conversation_id = own; END IF;
    IF p ? 'failure' THEN
        PERFORM trama.bury(own, 'turn', done, p ->> 'failure', moment);
        PERFORM trama.retell(own, done, p ->> 'heard');
    END IF;
    RETURN trama.enqueue(p, last_number - more, moment);
END $$;

-- Under a lease. All of it is of one moment, as the function is stable.
CREATE OR REPLACE FUNCTION trama.load(p jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
    own bigint := (p ->> 'conversation')::bigint;
    most integer := (p ->> 'history')::integer;
    base record;
    unfinished record;
    working jsonb;
    history jsonb := '[]';
    journal jsonb := '[]';
    inbox jsonb := '[]';
    outbox jsonb := '[]';
BEGIN
    SELECT a.name AS account, c.contact_key, c.phone, c.name, c.started_at, s.inbox_done, s.inbox_last, s.outbox_unsettled
    INTO base FROM trama.schedule s JOIN trama.conversation c USING (conversation_id) JOIN trama.account a ON a.account_id = c.account_id
    WHERE s.conversation_id = own AND s.worker_id = (p ->> 'worker')::bigint AND s.fence = (p ->> 'fence')::bigint;
    IF NOT FOUND THEN RETURN '{"lost": true}'; END IF;
    IF most > 0 THEN
        SELECT coalesce(jsonb_agg(jsonb_build_array(said.turn, said.role, said.text, said.at) ORDER BY said.number), '[]') INTO history
        FROM (
            SELECT h.number, h.turn, h.role, h.text, h.at FROM trama.history h WHERE h.conversation_id = own
            ORDER BY h.number DESC LIMIT most) said;
    END IF;
    SELECT w.* INTO unfinished FROM trama.working w WHERE w.conversation_id = own;
    IF FOUND THEN
        working := jsonb_build_array(
            unfinished.event, unfinished.began_at, unfinished.checkpoint, unfinished.said, unfinished.failed_attempts,
            unfinished.wake_at, unfinished.told);
        SELECT coalesce(jsonb_agg(jsonb_build_array(j.key, j.result)), '[]') INTO journal
        FROM trama.journal j WHERE j.conversation_id = own AND j.event = unfinished.event;
    END IF;
    IF base.inbox_last > base.inbox_done THEN
        SELECT coalesce(jsonb_agg(jsonb_build_array(waiting.number, waiting.received_at, waiting.event) ORDER BY waiting.number), '[]')
        INTO inbox
        FROM (
            SELECT i.number, i.received_at, i.event FROM trama.inbox i
            WHERE i.conversation_id = own AND i.number > base.inbox_done
            ORDER BY i.number LIMIT (p ->> 'events')::integer) waiting;
    END IF;
    -- As many as there are, from the last one back: most often none that was sent has to be read.
    IF base.outbox_unsettled > 0 THEN
        SELECT coalesce(
            jsonb_agg(
                jsonb_build_array(
                    o.number, o.nonce, o.message, o.created_at, o.state, o.handed_over_at, o.failed_attempts, o.unknown_outcomes)
                ORDER BY o.number), '[]')
        INTO outbox
        FROM (
            SELECT * FROM trama.outbox WHERE conversation_id = own AND state IN ('waiting', 'handed_over')
            ORDER BY number DESC LIMIT base.outbox_unsettled) o;
    END IF;
    RETURN jsonb_build_object(
        'now', trama.moment(p), 'account', base.account, 'key', base.contact_key, 'phone', base.phone, 'name', base.name,
        'started_at', base.started_at, 'checkpoint', (SELECT k.checkpoint FROM trama.checkpoint k WHERE k.conversation_id = own),
        'history', history, 'working', working, 'journal', journal, 'inbox', inbox, 'outbox', outbox);
END $$;

-- Two arrivals of one account may come while a conversation is deleted: 40001 has them done again, on the conversation that begins anew.
CREATE OR REPLACE FUNCTION trama.conversation_with(a_account integer, a_contact jsonb, moment bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    known record;
BEGIN
    SELECT conversation_id, phone, name INTO known FROM trama.conversation
    WHERE account_id = a_account AND contact_key = a_contact ->> 'key';
    IF NOT FOUND THEN
        INSERT INTO trama.conversation (account_id, contact_key, phone, name, started_at)
        VALUES (a_account, a_contact ->> 'key', a_contact ->> 'phone', a_contact ->> 'name', moment) ON CONFLICT DO NOTHING
        RETURNING conversation_id, phone, name INTO known;
        IF NOT FOUND THEN
            SELECT conversation_id, phone, name INTO known FROM trama.conversation
            WHERE account_id = a_account AND contact_key = a_contact ->> 'key';
            IF NOT FOUND THEN RAISE EXCEPTION 'the conversation was deleted meanwhile' USING ERRCODE = '40001'; END IF;
        END IF;
        INSERT INTO trama.schedule (conversation_id, account_id) VALUES (known.conversation_id, a_account) ON CONFLICT DO NOTHING;
    END IF;
    IF known.phone IS DISTINCT FROM coalesce(a_contact ->> 'phone', known.phone)
        OR known.name IS DISTINCT FROM coalesce(a_contact ->> 'name', known.name) THEN
        UPDATE trama.conversation SET phone = coalesce(a_contact ->> 'phone', phone), name = coalesce(a_contact ->> 'name', name)
        WHERE conversation_id = known.conversation_id;
    END IF;
    RETURN known.conversation_id;
END $$;

-- Under the lock of the conversation's row. A message is known by its key, under whatever contact: one that another transaction is about
-- to store is waited for. It is numbered when it is there, so that a number is never given to what is not.
CREATE OR REPLACE FUNCTION trama.receive(a_account integer, a_conversation bigint, a jsonb, moment bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO trama.inbox (conversation_id, number, account_id, message_key, received_at, event)
    SELECT a_conversation, s.inbox_last + 1, a_account, (a ->> 'key')::uuid, moment, a ->> 'event'
    FROM trama.schedule s WHERE s.conversation_id = a_conversation
    ON CONFLICT (account_id, message_key) WHERE message_key IS NOT NULL DO NOTHING;
    IF FOUND THEN
        UPDATE trama.schedule s
        SET inbox_last = inbox_last + 1,
            next_run_at = CASE
                WHEN next_run_at > moment AND outbox_unsettled = 0
                    AND NOT EXISTS (SELECT FROM trama.working w WHERE w.conversation_id = s.conversation_id)
                THEN moment
                ELSE coalesce(next_run_at, moment)
            END
        WHERE conversation_id = a_conversation;
    ELSIF NOT EXISTS (SELECT FROM trama.schedule WHERE conversation_id = a_conversation) THEN
        RAISE EXCEPTION 'the conversation was deleted meanwhile' USING ERRCODE = '40001';
    END IF;
END $$;

-- Who has unsent messages is claimed or due some time.
CREATE OR REPLACE FUNCTION trama.statistics(p jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
    moment bigint := trama.moment(p);
BEGIN
    RETURN jsonb_build_object(
        'due', (SELECT count(*) FROM trama.schedule WHERE worker_id IS NULL AND next_run_at IS NOT NULL AND next_run_at <= moment),
        'oldest', (SELECT moment - min(next_run_at) FROM trama.schedule WHERE worker_id IS NULL AND next_run_at IS NOT NULL),
        'claimed', (SELECT count(*) FROM trama.schedule WHERE worker_id IS NOT NULL),
        'suspended', (SELECT count(*) FROM trama.schedule WHERE worker_id IS NULL AND next_run_at IS NOT NULL AND next_run_at > moment),
        'unsent', (SELECT coalesce(sum(unsent), 0)::bigint FROM (
            SELECT sum(outbox_unsettled) AS unsent FROM trama.schedule WHERE worker_id IS NOT NULL
            UNION ALL
            SELECT sum(outbox_unsettled) FROM trama.schedule WHERE worker_id IS NULL AND next_run_at IS NOT NULL) sums),
        'dead', (SELECT count(*) FROM trama.dead_letter WHERE settled_at IS NULL),
        'handed_over', (SELECT count(*) FROM trama.handed_over),
        'paused', (
            SELECT coalesce(jsonb_agg(jsonb_build_array(bot, name, pause_reason) ORDER BY bot, name), '[]') FROM trama.account
            WHERE paused_until > moment));
END $$;

DROP INDEX trama.outbox_unsettled;
