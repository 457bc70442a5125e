-- What an operator did about a dead letter: replayed_as is its new number in the inbox or the outbox.
ALTER TABLE trama.dead_letter ADD COLUMN settled_at bigint;
ALTER TABLE trama.dead_letter ADD COLUMN replayed_as bigint;
ALTER TABLE trama.dead_letter ADD COLUMN dropped_because text;
CREATE INDEX dead_letter_age ON trama.dead_letter (settled_at) WHERE settled_at IS NOT NULL;

-- A conversation in a list. Of dead letters those count that wait.
CREATE OR REPLACE VIEW trama.summary AS
SELECT c.conversation_id, a.bot, a.name AS account, c.contact_key, c.phone, c.name, c.started_at,
    (SELECT h.at FROM trama.history h WHERE h.conversation_id = c.conversation_id ORDER BY h.number DESC LIMIT 1) AS said_at,
    CASE
        WHEN p.conversation_id IS NOT NULL THEN 'handed-over'
        WHEN s.worker_id IS NOT NULL OR s.inbox_last > s.inbox_done THEN 'working'
        WHEN k.conversation_id IS NULL OR k.rest = 'ended' THEN 'ended'
        ELSE 'waiting'
    END AS standing,
    p.queue, p.summary, p.since, coalesce(w.wake_at, s.wake_at) AS wake_at,
    (SELECT count(*) FROM trama.inbox i WHERE i.conversation_id = c.conversation_id AND i.number > s.inbox_done) AS waiting_events,
    s.outbox_unsettled AS unsent_messages,
    (SELECT count(*) FROM trama.dead_letter d WHERE d.conversation_id = c.conversation_id AND d.settled_at IS NULL) AS dead_letters
FROM trama.conversation c JOIN trama.account a USING (account_id) JOIN trama.schedule s USING (conversation_id)
LEFT JOIN trama.checkpoint k USING (conversation_id) LEFT JOIN trama.working w USING (conversation_id)
LEFT JOIN trama.handed_over p USING (conversation_id);

-- Two arrivals of one account may come while a conversation is deleted: 40001 has them done again, on the conversation that begins anew.

CREATE OR REPLACE FUNCTION trama.conversation_with(a_account integer, a_contact jsonb, moment bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    known record;
BEGIN
    SELECT conversation_id, phone, name INTO known FROM trama.conversation
    WHERE account_id = a_account AND contact_key = a_contact ->> 'key';
    IF NOT FOUND THEN
        INSERT INTO trama.conversation (account_id, contact_key, phone, name, started_at)
        VALUES (a_account, a_contact ->> 'key', a_contact ->> 'phone', a_contact ->> 'name', moment) ON CONFLICT DO NOTHING;
        SELECT conversation_id, phone, name INTO known FROM trama.conversation
        WHERE account_id = a_account AND contact_key = a_contact ->> 'key';
        IF NOT FOUND THEN RAISE EXCEPTION 'the conversation was deleted meanwhile' USING ERRCODE = '40001'; END IF;
        INSERT INTO trama.schedule (conversation_id, account_id) VALUES (known.conversation_id, a_account) ON CONFLICT DO NOTHING;
    END IF;
    IF known.phone IS DISTINCT FROM coalesce(a_contact ->> 'phone', known.phone)
        OR known.name IS DISTINCT FROM coalesce(a_contact ->> 'name', known.name) THEN
        UPDATE trama.conversation SET phone = coalesce(a_contact ->> 'phone', phone), name = coalesce(a_contact ->> 'name', name)
        WHERE conversation_id = known.conversation_id;
    END IF;
    RETURN known.conversation_id;
END $$;

-- Under the lock of the conversation's row: two of the same message come one after the other.
CREATE OR REPLACE FUNCTION trama.receive(a_account integer, a_conversation bigint, a jsonb, moment bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    place bigint;
BEGIN
    PERFORM FROM trama.inbox WHERE account_id = a_account AND message_key = (a ->> 'key')::uuid;
    IF FOUND THEN RETURN; END IF;
    UPDATE trama.schedule SET inbox_last = inbox_last + 1, next_run_at = coalesce(next_run_at, moment)
    WHERE conversation_id = a_conversation RETURNING inbox_last INTO place;
    IF NOT FOUND THEN RAISE EXCEPTION 'the conversation was deleted meanwhile' USING ERRCODE = '40001'; END IF;
    INSERT INTO trama.inbox (conversation_id, number, account_id, message_key, received_at, event)
    VALUES (a_conversation, place, a_account, (a ->> 'key')::uuid, moment, a ->> 'event') ON CONFLICT DO NOTHING;
END $$;

-- Dead letters

-- 'all': those that are settled too. New columns stand behind those that earlier programs read.
CREATE OR REPLACE FUNCTION trama.dead_letters(p jsonb) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('now', trama.moment(p), 'letters', coalesce(
        jsonb_agg(
            jsonb_build_array(
                dead_letter_id, bot, conversation_id, subject, message, reason, at, contact_key, phone, name, settled_at, replayed_as,
                dropped_because)
            ORDER BY dead_letter_id DESC), '[]'))
    FROM (
        SELECT d.*, c.contact_key, c.phone, c.name FROM trama.dead_letter d JOIN trama.conversation c USING (conversation_id)
        WHERE (p ->> 'bot' IS NULL OR d.bot = p ->> 'bot') AND (p ->> 'before' IS NULL OR dead_letter_id < (p ->> 'before')::bigint)
            AND (p ->> 'conversation' IS NULL OR conversation_id = (p ->> 'conversation')::bigint)
            AND (p ->> 'id' IS NULL OR dead_letter_id = (p ->> 'id')::bigint)
            AND (d.settled_at IS NULL OR coalesce((p ->> 'all')::boolean, false))
        ORDER BY dead_letter_id DESC LIMIT (p ->> 'limit')::integer) letters
$$;

CREATE FUNCTION trama.dead_letter(p jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
    found_letter trama.dead_letter;
BEGIN
    SELECT * INTO found_letter FROM trama.dead_letter WHERE dead_letter_id = (p ->> 'id')::bigint;
    RETURN trama.dead_letters(p || '{"all": true, "limit": 1}') || CASE found_letter.subject
        WHEN 'turn' THEN (
            SELECT jsonb_build_object('event', jsonb_agg(jsonb_build_array(event, received_at))) FROM trama.inbox
            WHERE conversation_id = found_letter.conversation_id AND number = found_letter.message AND event <> 'null')
        WHEN 'delivery' THEN (
            SELECT jsonb_build_object('message', jsonb_agg(jsonb_build_array(message, created_at))) FROM trama.outbox
            WHERE conversation_id = found_letter.conversation_id AND number = found_letter.message)
        ELSE '{}' END;
END $$;

-- The same again under a new number, once.
CREATE FUNCTION trama.replay(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    moment bigint := trama.moment(p);
    letter trama.dead_letter;
    own trama.schedule;
BEGIN
    PERFORM FROM trama.schedule
    WHERE conversation_id = (SELECT conversation_id FROM trama.dead_letter WHERE dead_letter_id = (p ->> 'id')::bigint)
    FOR NO KEY UPDATE;
    SELECT * INTO letter FROM trama.dead_letter WHERE dead_letter_id = (p ->> 'id')::bigint;
    IF NOT FOUND THEN RETURN '{"unknown": true}'; END IF;
    IF letter.settled_at IS NOT NULL THEN RETURN '{"settled": true}'; END IF;
    SELECT * INTO own FROM trama.schedule WHERE conversation_id = letter.conversation_id;
    IF letter.subject = 'turn' THEN
        INSERT INTO trama.inbox (conversation_id, number, account_id, received_at, event)
        SELECT own.conversation_id, own.inbox_last + 1, own.account_id, moment, (i.event::jsonb || '{"replay": true}')::text
        FROM trama.inbox i
        WHERE i.conversation_id = own.conversation_id AND i.number = letter.message AND i.event <> 'null';
        IF NOT FOUND THEN RETURN '{"gone": true}'; END IF;
        own.inbox_last := own.inbox_last + 1;
        letter.replayed_as := own.inbox_last;
    ELSE
        -- Of no turn: what the recorded turn sent stays what it sent.
        INSERT INTO trama.outbox (conversation_id, number, nonce, state, created_at, message)
        SELECT own.conversation_id, own.outbox_last + 1, left(replace(gen_random_uuid()::text, '-', ''), 16), 'waiting', moment,
            o.message
        FROM trama.outbox o WHERE o.conversation_id = own.conversation_id AND o.number = letter.message;
        IF NOT FOUND THEN RETURN '{"gone": true}'; END IF;
        own.outbox_last := own.outbox_last + 1;
        own.outbox_unsettled := own.outbox_unsettled + 1;
        letter.replayed_as := own.outbox_last;
    END IF;
    UPDATE trama.schedule
    SET inbox_last = own.inbox_last, outbox_last = own.outbox_last, outbox_unsettled = own.outbox_unsettled,
        next_run_at = coalesce(next_run_at, moment)
    WHERE conversation_id = own.conversation_id;
    UPDATE trama.dead_letter SET settled_at = moment, replayed_as = letter.replayed_as WHERE dead_letter_id = letter.dead_letter_id;
    RETURN jsonb_build_object('number', letter.replayed_as);
END $$;

CREATE FUNCTION trama.drop(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
    UPDATE trama.dead_letter SET settled_at = trama.moment(p), dropped_because = p ->> 'reason'
    WHERE dead_letter_id = (p ->> 'id')::bigint AND settled_at IS NULL;
    IF FOUND THEN RETURN '{}'; END IF;
    RETURN CASE WHEN EXISTS (SELECT FROM trama.dead_letter WHERE dead_letter_id = (p ->> 'id')::bigint)
        THEN '{"settled": true}' ELSE '{"unknown": true}' END;
END $$;

-- Looking

CREATE OR REPLACE FUNCTION trama.statistics(p jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
    moment bigint := trama.moment(p);
BEGIN
    RETURN jsonb_build_object(
        'due', (SELECT count(*) FROM trama.schedule WHERE worker_id IS NULL AND next_run_at IS NOT NULL AND next_run_at <= moment),
        'oldest', (SELECT moment - min(next_run_at) FROM trama.schedule WHERE worker_id IS NULL AND next_run_at IS NOT NULL),
        'claimed', (SELECT count(*) FROM trama.schedule WHERE worker_id IS NOT NULL),
        'suspended', (SELECT count(*) FROM trama.schedule WHERE worker_id IS NULL AND next_run_at IS NOT NULL AND next_run_at > moment),
        'unsent', (SELECT count(*) FROM trama.outbox WHERE state IN ('waiting', 'handed_over')),
        'dead', (SELECT count(*) FROM trama.dead_letter WHERE settled_at IS NULL),
        'handed_over', (SELECT count(*) FROM trama.handed_over),
        'paused', (
            SELECT coalesce(jsonb_agg(jsonb_build_array(bot, name, pause_reason) ORDER BY bot, name), '[]') FROM trama.account
            WHERE paused_until > moment));
END $$;

CREATE FUNCTION trama.queues(p jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
    moment bigint := trama.moment(p);
BEGIN
    RETURN (
        SELECT coalesce(
            jsonb_agg(
                jsonb_build_array(
                    q.bot, q.due, coalesce(moment - q.oldest, 0), q.events, q.claimed, q.suspended, q.unsent,
                    (SELECT count(*) FROM trama.handed_over JOIN trama.conversation c USING (conversation_id)
                        JOIN trama.account a USING (account_id) WHERE a.bot = q.bot),
                    (SELECT count(*) FROM trama.dead_letter d WHERE d.bot = q.bot AND d.settled_at IS NULL))
                ORDER BY q.bot COLLATE "C"), '[]')
        FROM (
            SELECT a.bot, count(*) FILTER (WHERE s.worker_id IS NULL AND s.next_run_at <= moment) AS due,
                min(s.next_run_at) FILTER (WHERE s.worker_id IS NULL) AS oldest, sum(s.inbox_last - s.inbox_done) AS events,
                count(s.worker_id) AS claimed, count(*) FILTER (WHERE s.worker_id IS NULL AND s.next_run_at > moment) AS suspended,
                sum(s.outbox_unsettled) AS unsent
            FROM trama.schedule s JOIN trama.account a USING (account_id) GROUP BY a.bot) q);
END $$;

CREATE OR REPLACE FUNCTION trama.conversations(p jsonb) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('now', trama.moment(p), 'conversations', coalesce(
        jsonb_agg(trama.summary_of(listed) ORDER BY listed.conversation_id DESC), '[]'))
    FROM (
        SELECT * FROM trama.summary
        WHERE (p ->> 'bot' IS NULL OR bot = p ->> 'bot') AND (p ->> 'standing' IS NULL OR standing = p ->> 'standing')
            AND (p ->> 'quiet' IS NULL OR coalesce(said_at, 0) < trama.later(p, 'quiet', trama.moment(p)))
            AND (p ->> 'before' IS NULL OR conversation_id < (p ->> 'before')::bigint)
            AND (p -> 'contacts' IS NULL OR p -> 'contacts' ? contact_key OR coalesce(p -> 'contacts' ? phone, false))
        ORDER BY conversation_id DESC LIMIT (p ->> 'limit')::integer) listed
$$;

-- Upkeep

CREATE OR REPLACE FUNCTION trama.prune(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    date bigint := trama.later(p, 'before', trama.moment(p));
    most constant integer := 1000;
    gone integer;
    is_more boolean := false;
BEGIN
    DELETE FROM trama.inbox WHERE (conversation_id, number) IN (
        SELECT i.conversation_id, i.number FROM trama.inbox i JOIN trama.schedule s USING (conversation_id)
        WHERE i.received_at < date AND i.number <= s.inbox_done
            AND NOT EXISTS (SELECT FROM trama.dead_letter d WHERE d.conversation_id = i.conversation_id AND d.message = i.number
                AND d.subject = 'turn' AND d.settled_at IS NULL)
        ORDER BY i.received_at LIMIT most);
    GET DIAGNOSTICS gone = ROW_COUNT;
    is_more := is_more OR gone >= most;
    DELETE FROM trama.journal WHERE (conversation_id, event, key) IN (
        SELECT j.conversation_id, j.event, j.key FROM trama.journal j JOIN trama.schedule s USING (conversation_id)
        WHERE j.intended_at < date AND j.event <= s.inbox_done ORDER BY j.intended_at LIMIT most);
    GET DIAGNOSTICS gone = ROW_COUNT;
    is_more := is_more OR gone >= most;
    DELETE FROM trama.turn WHERE (conversation_id, event) IN (
        SELECT conversation_id, event FROM trama.turn WHERE ended_at < date ORDER BY ended_at LIMIT most);
    GET DIAGNOSTICS gone = ROW_COUNT;
    is_more := is_more OR gone >= most;
    DELETE FROM trama.outbox WHERE (conversation_id, number) IN (
        SELECT o.conversation_id, o.number FROM trama.outbox o
        WHERE o.created_at < date AND o.state NOT IN ('waiting', 'handed_over')
            AND NOT EXISTS (SELECT FROM trama.dead_letter d WHERE d.conversation_id = o.conversation_id AND d.message = o.number
                AND d.subject = 'delivery' AND d.settled_at IS NULL)
        ORDER BY o.created_at LIMIT most);
    GET DIAGNOSTICS gone = ROW_COUNT;
    is_more := is_more OR gone >= most;
    DELETE FROM trama.early_status WHERE (account_id, provider_id) IN (
        SELECT account_id, provider_id FROM trama.early_status WHERE received_at < date ORDER BY received_at LIMIT most);
    GET DIAGNOSTICS gone = ROW_COUNT;
    is_more := is_more OR gone >= most;
    DELETE FROM trama.dead_letter WHERE dead_letter_id IN (
        SELECT dead_letter_id FROM trama.dead_letter WHERE settled_at < date ORDER BY settled_at LIMIT most);
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN to_jsonb(is_more OR gone >= most);
END $$;

-- Whether nothing happened since and nothing is to be done.
CREATE FUNCTION trama.is_idle(own bigint, date bigint) RETURNS boolean LANGUAGE sql VOLATILE AS $$
    SELECT EXISTS (
        SELECT FROM trama.conversation c JOIN trama.schedule s USING (conversation_id)
        WHERE c.conversation_id = own AND c.started_at < date AND s.worker_id IS NULL AND s.inbox_last = s.inbox_done
            AND s.outbox_unsettled = 0 AND s.wake_at IS NULL
            AND NOT EXISTS (SELECT FROM trama.handed_over h WHERE h.conversation_id = own)
            AND NOT EXISTS (SELECT FROM trama.inbox i WHERE i.conversation_id = own AND i.received_at >= date)
            AND coalesce((SELECT h.at FROM trama.history h WHERE h.conversation_id = own ORDER BY h.number DESC LIMIT 1), 0) < date)
$$;

-- Looks at 200 conversations after 'after'; gives the last of them when there may be more. What somebody works on is left for another time.
CREATE OR REPLACE FUNCTION trama.forget_idle(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    date bigint := trama.later(p, 'since', trama.moment(p));
    own bigint;
    looked integer := 0;
BEGIN
    FOR own IN
        SELECT c.conversation_id FROM trama.conversation c JOIN trama.account a USING (account_id)
        WHERE a.bot = p ->> 'bot' AND c.conversation_id > coalesce((p ->> 'after')::bigint, 0) ORDER BY c.conversation_id LIMIT 200
    LOOP
        looked := looked + 1;
        PERFORM FROM trama.schedule WHERE conversation_id = own FOR UPDATE SKIP LOCKED;
        CONTINUE WHEN NOT FOUND;
        IF trama.is_idle(own, date) THEN
            PERFORM trama.erase(own, false);
            CONTINUE;
        END IF;
        DELETE FROM trama.history WHERE conversation_id = own AND at < date;
        DELETE FROM trama.turn WHERE conversation_id = own AND ended_at < date;
        DELETE FROM trama.outbox WHERE conversation_id = own AND created_at < date AND state NOT IN ('waiting', 'handed_over');
        DELETE FROM trama.journal WHERE conversation_id = own AND intended_at < date
            AND event <= (SELECT inbox_done FROM trama.schedule WHERE conversation_id = own);
        DELETE FROM trama.dead_letter WHERE conversation_id = own AND at < date;
        -- The key stays, so that the message is not accepted anew.
        UPDATE trama.inbox SET event = 'null' WHERE conversation_id = own AND received_at < date AND event <> 'null'
            AND number <= (SELECT inbox_done FROM trama.schedule WHERE conversation_id = own);
    END LOOP;
    RETURN CASE WHEN looked = 200 THEN to_jsonb(own) ELSE 'null' END;
END $$;

-- Privacy

-- Whoever works on it: what that worker writes next finds its lease lost.
CREATE FUNCTION trama.erase(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM trama.schedule WHERE conversation_id = (p ->> 'conversation')::bigint FOR UPDATE;
    IF NOT FOUND THEN RETURN 'false'; END IF;
    PERFORM trama.erase((p ->> 'conversation')::bigint, false);
    RETURN 'true';
END $$;

-- Every row of every table that names the conversation.
CREATE FUNCTION trama.export(p jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
    table_name text;
    found_rows jsonb;
    tables jsonb := '{}';
BEGIN
    FOR table_name IN
        SELECT r.relname FROM pg_class r JOIN pg_attribute a ON a.attrelid = r.oid
        WHERE r.relnamespace = 'trama'::regnamespace AND r.relkind = 'r' AND a.attname = 'conversation_id' AND NOT a.attisdropped
    LOOP
        EXECUTE format('SELECT coalesce(jsonb_agg(to_jsonb(t)), ''[]'') FROM trama.%I t WHERE conversation_id = $1', table_name)
        INTO found_rows USING (p ->> 'conversation')::bigint;
        tables := tables || jsonb_build_object(table_name, found_rows);
    END LOOP;
    RETURN jsonb_build_object('now', trama.moment(p), 'tables', tables);
END $$;

-- Does operations in their order, each an object with 'op' and its arguments, in the one transaction of the calling statement.
CREATE OR REPLACE FUNCTION trama.perform(operations jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    p jsonb;
    answers jsonb[] := '{}';
BEGIN
    FOR p IN SELECT value FROM jsonb_array_elements(operations) WITH ORDINALITY ORDER BY ordinality LOOP
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
