-- Tables as in SQLite's migrations up to the same number. Times are milliseconds since 1970-01-01T00:00:00Z, by the database's clock:
-- machines may differ, and what one of them writes another one reads. Times to come are given as how long from now.

CREATE TABLE trama.store (
    id text NOT NULL,
    created_at bigint NOT NULL
);
INSERT INTO trama.store VALUES (replace(gen_random_uuid()::text, '-', ''), (extract(epoch FROM clock_timestamp()) * 1000)::bigint);

-- One row a worker, which is one start of one process; its identifier is never used again.
CREATE TABLE trama.worker (
    worker_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    beats bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

CREATE TABLE trama.account (
    account_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    bot text NOT NULL,
    name text NOT NULL,
    paused_until bigint,
    pause_reason text,
    UNIQUE (bot, name)
);

CREATE TABLE trama.conversation (
    conversation_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id integer NOT NULL REFERENCES trama.account,
    contact_key text NOT NULL,
    phone text,
    name text,
    started_at bigint NOT NULL,
    UNIQUE (account_id, contact_key)
);

-- The narrow, often written part of a conversation: all that claiming needs. Its row is what every writer locks first.
CREATE TABLE trama.schedule (
    conversation_id bigint PRIMARY KEY REFERENCES trama.conversation,
    account_id integer NOT NULL,
    inbox_last bigint NOT NULL DEFAULT 0,
    inbox_done bigint NOT NULL DEFAULT 0,
    outbox_last bigint NOT NULL DEFAULT 0,
    outbox_unsettled bigint NOT NULL DEFAULT 0,
    next_run_at bigint,
    wake_at bigint,
    worker_id bigint,
    fence bigint NOT NULL DEFAULT 0,
    crashes integer NOT NULL DEFAULT 0
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);
CREATE INDEX schedule_waiting ON trama.schedule (account_id, next_run_at) WHERE worker_id IS NULL AND next_run_at IS NOT NULL;
CREATE INDEX schedule_claimed ON trama.schedule (worker_id) WHERE worker_id IS NOT NULL;
CREATE INDEX schedule_wake ON trama.schedule (wake_at) WHERE wake_at IS NOT NULL AND worker_id IS NULL AND inbox_last = inbox_done;

-- message_key: the first 16 bytes of the SHA-256 of the channel's identifier; of messages only.
CREATE TABLE trama.inbox (
    conversation_id bigint NOT NULL,
    number bigint NOT NULL,
    account_id integer NOT NULL,
    message_key uuid,
    received_at bigint NOT NULL,
    event text NOT NULL,
    PRIMARY KEY (conversation_id, number)
);
CREATE UNIQUE INDEX inbox_known ON trama.inbox (account_id, message_key) WHERE message_key IS NOT NULL;
CREATE INDEX inbox_age ON trama.inbox (received_at);

CREATE TABLE trama.checkpoint (
    conversation_id bigint PRIMARY KEY,
    event bigint NOT NULL,
    checkpoint text NOT NULL,
    rest text NOT NULL DEFAULT 'waiting' CHECK (rest IN ('waiting', 'ended', 'handedOver'))
) WITH (fillfactor = 70);

CREATE TABLE trama.working (
    conversation_id bigint PRIMARY KEY,
    event bigint NOT NULL,
    began_at bigint NOT NULL,
    checkpoint text NOT NULL,
    said text NOT NULL,
    failed_attempts integer NOT NULL,
    wake_at bigint,
    told text NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE trama.history (
    conversation_id bigint NOT NULL,
    number bigint NOT NULL,
    turn bigint NOT NULL,
    role text NOT NULL,
    text text NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (conversation_id, number)
);

CREATE TABLE trama.journal (
    conversation_id bigint NOT NULL,
    event bigint NOT NULL,
    key text NOT NULL,
    turn bigint NOT NULL,
    call bigint NOT NULL,
    tool text NOT NULL,
    intended_at bigint NOT NULL,
    ended_at bigint,
    result text,
    PRIMARY KEY (conversation_id, event, key)
);
CREATE INDEX journal_age ON trama.journal (intended_at);

CREATE TABLE trama.outbox (
    conversation_id bigint NOT NULL,
    number bigint NOT NULL,
    nonce text NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'handed_over', 'sent', 'dropped', 'failed')),
    failed_attempts integer NOT NULL DEFAULT 0,
    unknown_outcomes integer NOT NULL DEFAULT 0,
    created_at bigint NOT NULL,
    handed_over_at bigint,
    provider_id text,
    stage text,
    stage_rank integer NOT NULL DEFAULT 0,
    failure text,
    event bigint,
    message text NOT NULL,
    PRIMARY KEY (conversation_id, number)
) WITH (fillfactor = 50);
CREATE INDEX outbox_provider_id ON trama.outbox (provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX outbox_unsettled ON trama.outbox (conversation_id, number) WHERE state IN ('waiting', 'handed_over');
CREATE INDEX outbox_age ON trama.outbox (created_at);

-- Statuses that came before their message was marked as sent, or that are of messages which are not ours.
CREATE TABLE trama.early_status (
    account_id integer NOT NULL,
    provider_id text NOT NULL,
    stage text NOT NULL,
    stage_rank integer NOT NULL,
    failure text,
    is_unwanted boolean NOT NULL,
    received_at bigint NOT NULL,
    PRIMARY KEY (account_id, provider_id)
);
CREATE INDEX early_status_age ON trama.early_status (received_at);

CREATE TABLE trama.dead_letter (
    dead_letter_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    bot text NOT NULL,
    conversation_id bigint NOT NULL,
    subject text NOT NULL CHECK (subject IN ('turn', 'delivery')),
    message bigint NOT NULL,
    reason text NOT NULL,
    at bigint NOT NULL
);
CREATE INDEX dead_letter_conversation ON trama.dead_letter (conversation_id);

-- Conversations that a person has.
CREATE TABLE trama.handed_over (
    conversation_id bigint PRIMARY KEY,
    queue text NOT NULL,
    summary text,
    since bigint NOT NULL
);

-- Finished turns as they can be played again. checkpoint: as the turn found it, null before the first.
CREATE TABLE trama.turn (
    conversation_id bigint NOT NULL,
    event bigint NOT NULL,
    ended_at bigint NOT NULL,
    checkpoint text,
    told text NOT NULL,
    PRIMARY KEY (conversation_id, event)
);
CREATE INDEX turn_age ON trama.turn (ended_at);

-- A conversation in a list.
CREATE VIEW trama.summary AS
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
    (SELECT count(*) FROM trama.dead_letter d WHERE d.conversation_id = c.conversation_id) AS dead_letters
FROM trama.conversation c JOIN trama.account a USING (account_id) JOIN trama.schedule s USING (conversation_id)
LEFT JOIN trama.checkpoint k USING (conversation_id) LEFT JOIN trama.working w USING (conversation_id)
LEFT JOIN trama.handed_over p USING (conversation_id);

-- What follows is the store's work, an operation a function: it takes one JSON object, gives one back, and makes one trip of what
-- would be ten. 'now' is only given by tests. Under a lease means that 'conversation', 'worker' and 'fence' are given.

CREATE FUNCTION trama.moment(p jsonb) RETURNS bigint LANGUAGE sql VOLATILE AS $$
    SELECT coalesce((p ->> 'now')::bigint, (extract(epoch FROM clock_timestamp()) * 1000)::bigint)
$$;

CREATE FUNCTION trama.later(p jsonb, name text, moment bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT moment + (p ->> name)::bigint
$$;

-- Locks the conversation's row if it is under the lease.
CREATE FUNCTION trama.hold(p jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM trama.schedule
    WHERE conversation_id = (p ->> 'conversation')::bigint AND worker_id = (p ->> 'worker')::bigint AND fence = (p ->> 'fence')::bigint
    FOR NO KEY UPDATE;
    RETURN FOUND;
END $$;

CREATE FUNCTION trama.bury(conversation bigint, subject text, message bigint, reason text, moment bigint) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO trama.dead_letter (bot, conversation_id, subject, message, reason, at)
    SELECT a.bot, c.conversation_id, subject, message, reason, moment
    FROM trama.conversation c JOIN trama.account a USING (account_id) WHERE c.conversation_id = conversation
$$;

-- Arrivals

CREATE FUNCTION trama.account_of(a_bot text, a_name text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    known integer;
BEGIN
    SELECT account_id INTO known FROM trama.account WHERE bot = a_bot AND name = a_name;
    IF known IS NULL THEN
        INSERT INTO trama.account (bot, name) VALUES (a_bot, a_name) ON CONFLICT DO NOTHING;
        SELECT account_id INTO known FROM trama.account WHERE bot = a_bot AND name = a_name;
    END IF;
    RETURN known;
END $$;

CREATE FUNCTION trama.conversation_with(a_account integer, a_contact jsonb, moment bigint) RETURNS bigint LANGUAGE plpgsql AS $$
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
        INSERT INTO trama.schedule (conversation_id, account_id) VALUES (known.conversation_id, a_account) ON CONFLICT DO NOTHING;
    END IF;
    IF known.phone IS DISTINCT FROM coalesce(a_contact ->> 'phone', known.phone)
        OR known.name IS DISTINCT FROM coalesce(a_contact ->> 'name', known.name) THEN
        UPDATE trama.conversation SET phone = coalesce(a_contact ->> 'phone', phone), name = coalesce(a_contact ->> 'name', name)
        WHERE conversation_id = known.conversation_id;
    END IF;
    RETURN known.conversation_id;
END $$;

-- The message of ours that a status is of, by its tag or by the provider's identifier.
CREATE FUNCTION trama.message_of_status(a_account integer, a jsonb) RETURNS trama.outbox LANGUAGE plpgsql STABLE AS $$
DECLARE
    found_row trama.outbox;
BEGIN
    IF a ? 'nonce' THEN
        SELECT o.* INTO found_row FROM trama.outbox o JOIN trama.conversation c USING (conversation_id)
        WHERE o.conversation_id = (a ->> 'conversation')::bigint AND o.number = (a ->> 'number')::bigint
            AND o.nonce = a ->> 'nonce' AND c.account_id = a_account;
    END IF;
    IF found_row.number IS NULL THEN
        SELECT o.* INTO found_row FROM trama.outbox o JOIN trama.conversation c USING (conversation_id)
        WHERE o.provider_id = a ->> 'id' AND c.account_id = a_account LIMIT 1;
    END IF;
    RETURN found_row;
END $$;

-- Brings a message to a stage. Its conversation's row is locked.
CREATE FUNCTION trama.advance(o trama.outbox, a jsonb, moment bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    was_unsettled boolean := o.state IN ('waiting', 'handed_over');
    failed boolean := (a ->> 'stage') = 'failed' AND o.state IN ('waiting', 'handed_over', 'sent');
    unwanted boolean := coalesce((a ->> 'unwanted')::boolean, false);
BEGIN
    IF (a ->> 'rank')::integer <= o.stage_rank THEN RETURN; END IF;
    UPDATE trama.outbox
    SET stage = a ->> 'stage', stage_rank = (a ->> 'rank')::integer, provider_id = coalesce(provider_id, a ->> 'id'),
        state = CASE WHEN failed AND unwanted THEN 'dropped' WHEN failed THEN 'failed' WHEN was_unsettled THEN 'sent' ELSE state END,
        failure = CASE WHEN failed THEN a ->> 'failure' WHEN was_unsettled THEN NULL ELSE failure END
    WHERE conversation_id = o.conversation_id AND number = o.number;
    IF was_unsettled THEN
        UPDATE trama.schedule
        SET outbox_unsettled = outbox_unsettled - 1, next_run_at = CASE WHEN worker_id IS NULL THEN moment ELSE next_run_at END
        WHERE conversation_id = o.conversation_id;
    END IF;
    IF failed AND NOT unwanted THEN
        PERFORM trama.bury(
            o.conversation_id, 'delivery', o.number, coalesce(a ->> 'failure', 'the channel gave no reason'), moment);
    END IF;
END $$;

CREATE FUNCTION trama.note(a_account integer, a jsonb, moment bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    o trama.outbox := trama.message_of_status(a_account, a);
BEGIN
    IF o.number IS NOT NULL THEN
        PERFORM trama.advance(o, a, moment);
        RETURN;
    END IF;
    INSERT INTO trama.early_status AS e (account_id, provider_id, stage, stage_rank, failure, is_unwanted, received_at)
    VALUES (
        a_account, a ->> 'id', a ->> 'stage', (a ->> 'rank')::integer, a ->> 'failure',
        coalesce((a ->> 'unwanted')::boolean, false), moment)
    ON CONFLICT (account_id, provider_id) DO UPDATE
    SET stage = excluded.stage, stage_rank = excluded.stage_rank, failure = excluded.failure, is_unwanted = excluded.is_unwanted
    WHERE excluded.stage_rank > e.stage_rank;
END $$;

-- Under the lock of the conversation's row: two of the same message come one after the other.
CREATE FUNCTION trama.receive(a_account integer, a_conversation bigint, a jsonb, moment bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    place bigint;
BEGIN
    PERFORM FROM trama.inbox WHERE account_id = a_account AND message_key = (a ->> 'key')::uuid;
    IF FOUND THEN RETURN; END IF;
    UPDATE trama.schedule SET inbox_last = inbox_last + 1, next_run_at = coalesce(next_run_at, moment)
    WHERE conversation_id = a_conversation RETURNING inbox_last INTO place;
    INSERT INTO trama.inbox (conversation_id, number, account_id, message_key, received_at, event)
    VALUES (a_conversation, place, a_account, (a ->> 'key')::uuid, moment, a ->> 'event') ON CONFLICT DO NOTHING;
END $$;

-- Rows are made and locked in one order, whatever that of the arrivals, so that two batches never wait for each other in a circle.
CREATE FUNCTION trama.accept(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    moment bigint := trama.moment(p);
    a jsonb;
    own_account integer;
    locked bigint[] := '{}';
    conversation bigint;
BEGIN
    FOR a IN
        SELECT value FROM jsonb_array_elements(p -> 'arrivals') ORDER BY value ->> 'bot', value ->> 'account', value -> 'contact' ->> 'key'
    LOOP
        own_account := trama.account_of(a ->> 'bot', a ->> 'account');
        IF a ? 'contact' THEN
            conversation := trama.conversation_with(own_account, a -> 'contact', moment);
        ELSE
            SELECT m.conversation_id INTO conversation FROM trama.message_of_status(own_account, a) m;
        END IF;
        locked := locked || conversation;
    END LOOP;
    PERFORM FROM trama.schedule WHERE conversation_id = ANY (locked) ORDER BY conversation_id FOR NO KEY UPDATE;
    FOR a IN SELECT value FROM jsonb_array_elements(p -> 'arrivals') WITH ORDINALITY ORDER BY (value ->> 'at')::bigint, ordinality LOOP
        own_account := trama.account_of(a ->> 'bot', a ->> 'account');
        IF a ? 'contact' THEN
            SELECT conversation_id INTO conversation FROM trama.conversation
            WHERE account_id = own_account AND contact_key = a -> 'contact' ->> 'key';
            PERFORM trama.receive(own_account, conversation, a, moment);
        ELSE
            PERFORM trama.note(own_account, a, moment);
        END IF;
    END LOOP;
    RETURN 'null';
END $$;

CREATE FUNCTION trama.operate(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    moment bigint := trama.moment(p);
    own record;
BEGIN
    UPDATE trama.schedule SET inbox_last = inbox_last + 1, next_run_at = coalesce(next_run_at, moment)
    WHERE conversation_id = (p ->> 'conversation')::bigint RETURNING conversation_id, account_id, inbox_last INTO own;
    IF NOT FOUND THEN RETURN 'false'; END IF;
    INSERT INTO trama.inbox (conversation_id, number, account_id, received_at, event)
    VALUES (own.conversation_id, own.inbox_last, own.account_id, moment, p ->> 'event');
    RETURN 'true';
END $$;

-- Leases

CREATE FUNCTION trama.register(p jsonb) RETURNS jsonb LANGUAGE sql AS $$
    INSERT INTO trama.worker DEFAULT VALUES RETURNING to_jsonb(worker_id)
$$;

-- 'suspects' are workers whose beats have not changed for long, with those beats: who has beaten since is spared.
CREATE FUNCTION trama.beat(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    moment bigint := trama.moment(p);
    own bigint := (p ->> 'worker')::bigint;
    dead bigint[];
BEGIN
    UPDATE trama.worker SET beats = beats + 1 WHERE worker_id = own;
    IF NOT FOUND THEN RETURN '{"lost": true}'; END IF;
    WITH suspects AS (SELECT (value ->> 0)::bigint AS id, (value ->> 1)::bigint AS beats FROM jsonb_array_elements(p -> 'suspects')),
    gone AS (
        DELETE FROM trama.worker w USING suspects s WHERE w.worker_id = s.id AND w.beats = s.beats AND w.worker_id <> own
        RETURNING w.worker_id)
    SELECT array_agg(worker_id) INTO dead FROM gone;
    IF dead IS NOT NULL THEN
        PERFORM FROM trama.schedule WHERE worker_id = ANY (dead) ORDER BY conversation_id FOR NO KEY UPDATE;
        UPDATE trama.schedule SET worker_id = NULL, next_run_at = least(coalesce(next_run_at, moment), moment)
        WHERE worker_id = ANY (dead);
    END IF;
    RETURN jsonb_build_object(
        'workers', (SELECT coalesce(jsonb_agg(jsonb_build_array(worker_id, beats)), '[]') FROM trama.worker WHERE worker_id <> own),
        'held', (SELECT coalesce(jsonb_agg(jsonb_build_array(conversation_id, fence)), '[]') FROM trama.schedule WHERE worker_id = own),
        'freed', coalesce(array_length(dead, 1), 0));
END $$;

-- Puts due timers into inboxes, then takes due conversations, one of each account in turn.
CREATE FUNCTION trama.claim(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    moment bigint := trama.moment(p);
    own bigint := (p ->> 'worker')::bigint;
    most integer := (p ->> 'limit')::integer;
    bots text[] := ARRAY(SELECT jsonb_array_elements_text(p -> 'bots'));
    leases jsonb;
BEGIN
    -- Whoever gives this worker up waits until its claim is there to be freed.
    PERFORM FROM trama.worker WHERE worker_id = own FOR KEY SHARE;
    IF NOT FOUND THEN RETURN '{"lost": true}'; END IF;
    WITH due AS MATERIALIZED (
        SELECT conversation_id FROM trama.schedule
        WHERE wake_at IS NOT NULL AND worker_id IS NULL AND inbox_last = inbox_done AND wake_at <= moment
        ORDER BY wake_at LIMIT 256 FOR NO KEY UPDATE SKIP LOCKED),
    woken AS (
        UPDATE trama.schedule s
        SET inbox_last = inbox_last + 1, next_run_at = coalesce(next_run_at, wake_at), wake_at = NULL
        FROM due WHERE s.conversation_id = due.conversation_id RETURNING s.conversation_id, s.inbox_last, s.account_id)
    INSERT INTO trama.inbox (conversation_id, number, account_id, received_at, event)
    SELECT conversation_id, inbox_last, account_id, moment, p ->> 'timer' FROM woken;
    WITH RECURSIVE waiting (account_id) AS (
        (SELECT min(account_id) FROM trama.schedule WHERE worker_id IS NULL AND next_run_at IS NOT NULL)
        UNION ALL
        SELECT (SELECT min(s.account_id) FROM trama.schedule s
            WHERE s.worker_id IS NULL AND s.next_run_at IS NOT NULL AND s.account_id > waiting.account_id)
        FROM waiting WHERE waiting.account_id IS NOT NULL),
    open AS MATERIALIZED (
        SELECT a.account_id, a.bot, random() AS turn FROM waiting JOIN trama.account a USING (account_id)
        WHERE coalesce(a.paused_until, moment) <= moment AND a.bot = ANY (bots)),
    due AS MATERIALIZED (
        SELECT open.bot, open.turn, d.conversation_id, d.next_run_at FROM open CROSS JOIN LATERAL (
            SELECT s.conversation_id, s.next_run_at FROM trama.schedule s
            WHERE s.account_id = open.account_id AND s.worker_id IS NULL AND s.next_run_at IS NOT NULL AND s.next_run_at <= moment
            ORDER BY s.next_run_at LIMIT most FOR NO KEY UPDATE SKIP LOCKED) d),
    chosen AS MATERIALIZED (
        SELECT bot, conversation_id FROM (
            SELECT bot, conversation_id, turn, row_number() OVER (PARTITION BY turn ORDER BY next_run_at) AS place FROM due) numbered
        ORDER BY place, turn LIMIT most),
    taken AS (
        UPDATE trama.schedule s SET worker_id = own, fence = fence + 1, crashes = crashes + 1 FROM chosen
        WHERE s.conversation_id = chosen.conversation_id
        RETURNING s.conversation_id, chosen.bot, s.fence, s.crashes - 1 AS crashes)
    SELECT coalesce(jsonb_agg(jsonb_build_array(conversation_id, bot, fence, crashes)), '[]') INTO leases FROM taken;
    RETURN leases;
END $$;

-- Under a lease.
CREATE FUNCTION trama.release(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    moment bigint := trama.moment(p);
BEGIN
    UPDATE trama.schedule SET worker_id = NULL, crashes = 0,
        next_run_at = CASE WHEN inbox_last > inbox_done OR outbox_unsettled > 0 THEN moment + coalesce((p ->> 'in')::bigint, 0) END
    WHERE conversation_id = (p ->> 'conversation')::bigint AND worker_id = (p ->> 'worker')::bigint
        AND fence = (p ->> 'fence')::bigint;
    RETURN CASE WHEN FOUND THEN 'null' ELSE '{"lost": true}' END;
END $$;

CREATE FUNCTION trama.pause(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
    UPDATE trama.account SET paused_until = trama.later(p, 'in', trama.moment(p)), pause_reason = p ->> 'reason'
    WHERE account_id = trama.account_of(p ->> 'bot', p ->> 'account');
    RETURN 'null';
END $$;

-- Loading

CREATE FUNCTION trama.inbox_of(a_conversation bigint, most integer) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_array(number, received_at, event) ORDER BY number), '[]') FROM (
        SELECT i.number, i.received_at, i.event FROM trama.inbox i WHERE i.conversation_id = a_conversation
            AND i.number > (SELECT inbox_done FROM trama.schedule WHERE conversation_id = a_conversation)
        ORDER BY i.number LIMIT most) waiting
$$;

CREATE FUNCTION trama.outbox_of(a_conversation bigint) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        jsonb_agg(
            jsonb_build_array(number, nonce, message, created_at, state, handed_over_at, failed_attempts, unknown_outcomes)
            ORDER BY number), '[]')
    FROM trama.outbox WHERE conversation_id = a_conversation AND state IN ('waiting', 'handed_over')
$$;

CREATE FUNCTION trama.history_of(a_conversation bigint, most integer) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_array(turn, role, text, at) ORDER BY number), '[]') FROM (
        SELECT number, turn, role, text, at FROM trama.history WHERE conversation_id = a_conversation
        ORDER BY number DESC LIMIT most) said
$$;

CREATE FUNCTION trama.working_of(a_conversation bigint) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_array(event, began_at, checkpoint, said, failed_attempts, wake_at, told)
    FROM trama.working WHERE conversation_id = a_conversation
$$;

CREATE FUNCTION trama.load(p jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
    own bigint := (p ->> 'conversation')::bigint;
    person record;
    unfinished jsonb := trama.working_of(own);
BEGIN
    SELECT a.name AS account, c.contact_key, c.phone, c.name, c.started_at INTO person
    FROM trama.schedule s JOIN trama.conversation c USING (conversation_id) JOIN trama.account a ON a.account_id = c.account_id
    WHERE s.conversation_id = own AND s.worker_id = (p ->> 'worker')::bigint AND s.fence = (p ->> 'fence')::bigint;
    IF NOT FOUND THEN RETURN '{"lost": true}'; END IF;
    RETURN jsonb_build_object(
        'now', trama.moment(p), 'account', person.account, 'key', person.contact_key, 'phone', person.phone, 'name', person.name,
        'started_at', person.started_at,
        'checkpoint', (SELECT checkpoint FROM trama.checkpoint WHERE conversation_id = own),
        'history', trama.history_of(own, (p ->> 'history')::integer),
        'working', unfinished,
        'journal', (
            SELECT coalesce(jsonb_agg(jsonb_build_array(key, result)), '[]') FROM trama.journal
            WHERE conversation_id = own AND event = (unfinished ->> 0)::bigint),
        'inbox', trama.inbox_of(own, (p ->> 'events')::integer),
        'outbox', trama.outbox_of(own));
END $$;

CREATE FUNCTION trama.history(p jsonb) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object(
        'now', trama.moment(p), 'history', trama.history_of((p ->> 'conversation')::bigint, (p ->> 'history')::integer))
$$;

-- Turns, under a lease

CREATE FUNCTION trama.keep_working(p jsonb, moment bigint) RETURNS void LANGUAGE sql AS $$
    INSERT INTO trama.working (conversation_id, event, began_at, checkpoint, said, failed_attempts, wake_at, told)
    VALUES (
        (p ->> 'conversation')::bigint, (p ->> 'event')::bigint, trama.later(p, 'began', moment), p ->> 'checkpoint', p ->> 'said',
        (p ->> 'failed_attempts')::integer, trama.later(p, 'wake', moment), p ->> 'told')
    ON CONFLICT (conversation_id) DO UPDATE
    SET event = excluded.event, began_at = excluded.began_at, checkpoint = excluded.checkpoint, said = excluded.said,
        failed_attempts = excluded.failed_attempts, wake_at = excluded.wake_at, told = excluded.told
$$;

CREATE FUNCTION trama.keep_handed_over(p jsonb, moment bigint) RETURNS void LANGUAGE sql AS $$
    INSERT INTO trama.handed_over (conversation_id, queue, summary, since)
    SELECT (p ->> 'conversation')::bigint, p -> 'handed_over' ->> 'queue', p -> 'handed_over' ->> 'summary',
        trama.later(p -> 'handed_over', 'since', moment)
    WHERE p ? 'handed_over'
    ON CONFLICT (conversation_id) DO UPDATE SET queue = excluded.queue, summary = excluded.summary, since = excluded.since
$$;

-- Puts messages into the outbox as handed over: the commit is what makes it known that they may leave.
CREATE FUNCTION trama.enqueue(p jsonb, after bigint, moment bigint) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    made jsonb;
BEGIN
    IF jsonb_array_length(p -> 'messages') = 0 THEN RETURN jsonb_build_object('now', moment, 'messages', '[]'::jsonb); END IF;
    WITH put AS (
        INSERT INTO trama.outbox (conversation_id, number, nonce, state, created_at, handed_over_at, event, message)
        SELECT (p ->> 'conversation')::bigint, after + place, left(replace(gen_random_uuid()::text, '-', ''), 16), 'handed_over',
            moment, moment, (p ->> 'event')::bigint, value
        FROM jsonb_array_elements_text(p -> 'messages') WITH ORDINALITY t (value, place)
        RETURNING number, nonce)
    SELECT jsonb_agg(jsonb_build_array(number, nonce) ORDER BY number) INTO made FROM put;
    RETURN jsonb_build_object('now', moment, 'messages', made);
END $$;

CREATE FUNCTION trama.save(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    moment bigint := trama.moment(p);
    more integer := jsonb_array_length(p -> 'messages');
    last_number bigint;
BEGIN
    UPDATE trama.schedule SET outbox_last = outbox_last + more, outbox_unsettled = outbox_unsettled + more
    WHERE conversation_id = (p ->> 'conversation')::bigint AND worker_id = (p ->> 'worker')::bigint
        AND fence = (p ->> 'fence')::bigint RETURNING outbox_last INTO last_number;
    IF NOT FOUND THEN RETURN '{"lost": true}'; END IF;
    PERFORM trama.keep_working(p, moment);
    PERFORM trama.keep_handed_over(p, moment);
    INSERT INTO trama.journal (conversation_id, event, key, turn, call, tool, intended_at)
    SELECT (p ->> 'conversation')::bigint, (p ->> 'event')::bigint, value ->> 0, (value ->> 1)::bigint, (value ->> 2)::bigint,
        value ->> 3, moment
    FROM jsonb_array_elements(p -> 'intents') ON CONFLICT DO NOTHING;
    RETURN trama.enqueue(p, last_number - more, moment);
END $$;

CREATE FUNCTION trama.record(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
    IF NOT trama.hold(p) THEN RETURN '{"lost": true}'; END IF;
    UPDATE trama.journal SET result = p ->> 'result', ended_at = trama.moment(p)
    WHERE conversation_id = (p ->> 'conversation')::bigint AND key = p ->> 'key';
    RETURN 'null';
END $$;

CREATE FUNCTION trama.finish(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
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
    IF jsonb_array_length(p -> 'said') > 0 THEN
        SELECT coalesce(max(number), 0) INTO said_before FROM trama.history WHERE conversation_id = own;
        INSERT INTO trama.history (conversation_id, number, turn, role, text, at)
        SELECT own, said_before + place, (value ->> 0)::bigint, value ->> 1, value ->> 2, moment + (value ->> 3)::bigint
        FROM jsonb_array_elements(p -> 'said') WITH ORDINALITY t (value, place);
    END IF;
    PERFORM trama.keep_handed_over(p, moment);
    IF p ->> 'rest' <> 'handedOver' THEN DELETE FROM trama.handed_over WHERE conversation_id = own; END IF;
    IF p ? 'failure' THEN PERFORM trama.bury(own, 'turn', done, p ->> 'failure', moment); END IF;
    RETURN trama.enqueue(p, last_number - more, moment);
END $$;

CREATE FUNCTION trama.suspend(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    released jsonb := trama.release(p);
    moment bigint := trama.moment(p);
BEGIN
    IF released <> 'null' THEN RETURN released; END IF;
    PERFORM trama.keep_working(p, moment);
    PERFORM trama.keep_handed_over(p, moment);
    RETURN 'null';
END $$;

CREATE FUNCTION trama.give_up(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    moment bigint := trama.moment(p);
    own bigint := (p ->> 'conversation')::bigint;
    done bigint := (p ->> 'event')::bigint;
BEGIN
    UPDATE trama.schedule SET inbox_done = done, crashes = 0
    WHERE conversation_id = own AND worker_id = (p ->> 'worker')::bigint AND fence = (p ->> 'fence')::bigint
        AND inbox_done < done AND inbox_last >= done;
    IF NOT FOUND THEN RETURN '{"lost": true}'; END IF;
    DELETE FROM trama.working WHERE conversation_id = own;
    PERFORM trama.bury(own, 'turn', done, p ->> 'reason', moment);
    IF (p ->> 'forgetting')::boolean THEN
        DELETE FROM trama.checkpoint WHERE conversation_id = own;
        DELETE FROM trama.handed_over WHERE conversation_id = own;
        UPDATE trama.schedule SET wake_at = NULL WHERE conversation_id = own;
    END IF;
    RETURN 'null';
END $$;

-- Outbox, under a lease

CREATE FUNCTION trama.resend(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
    IF NOT trama.hold(p) THEN RETURN '{"lost": true}'; END IF;
    UPDATE trama.outbox SET state = 'handed_over', handed_over_at = trama.moment(p)
    WHERE conversation_id = (p ->> 'conversation')::bigint AND number = (p ->> 'number')::bigint
        AND state IN ('waiting', 'handed_over');
    RETURN 'null';
END $$;

CREATE FUNCTION trama.settle(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    moment bigint := trama.moment(p);
    own bigint := (p ->> 'conversation')::bigint;
    own_number bigint := (p ->> 'number')::bigint;
    own_account integer;
    early record;
    o trama.outbox;
BEGIN
    IF NOT trama.hold(p) THEN RETURN '{"lost": true}'; END IF;
    UPDATE trama.outbox SET state = p ->> 'as', failure = p ->> 'failure'
    WHERE conversation_id = own AND number = own_number AND state IN ('waiting', 'handed_over');
    IF FOUND THEN
        UPDATE trama.schedule SET outbox_unsettled = outbox_unsettled - 1, crashes = 0 WHERE conversation_id = own;
        IF p ->> 'as' = 'failed' THEN PERFORM trama.bury(own, 'delivery', own_number, p ->> 'failure', moment); END IF;
    END IF;
    IF p ? 'provider_id' THEN
        UPDATE trama.outbox SET provider_id = coalesce(provider_id, p ->> 'provider_id')
        WHERE conversation_id = own AND number = own_number;
        SELECT account_id INTO own_account FROM trama.conversation WHERE conversation_id = own;
        DELETE FROM trama.early_status WHERE provider_id = p ->> 'provider_id' AND account_id = own_account
        RETURNING stage, stage_rank, failure, is_unwanted INTO early;
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

CREATE FUNCTION trama.postpone(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    moment bigint := trama.moment(p);
    own bigint := (p ->> 'conversation')::bigint;
BEGIN
    IF NOT trama.hold(p) THEN RETURN '{"lost": true}'; END IF;
    UPDATE trama.outbox
    SET state = p ->> 'state', handed_over_at = trama.later(p, 'handed_over', moment),
        failed_attempts = (p ->> 'failed_attempts')::integer, unknown_outcomes = (p ->> 'unknown_outcomes')::integer
    WHERE conversation_id = own AND number = (p ->> 'number')::bigint AND state IN ('waiting', 'handed_over');
    IF NOT FOUND THEN p := p - 'in'; END IF;
    UPDATE trama.outbox SET state = 'waiting', handed_over_at = NULL
    WHERE conversation_id = own AND number > (p ->> 'number')::bigint AND state = 'handed_over';
    RETURN trama.release(p);
END $$;

-- Looking

CREATE FUNCTION trama.dead_letters(p jsonb) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('now', trama.moment(p), 'letters', coalesce(
        jsonb_agg(jsonb_build_array(dead_letter_id, bot, conversation_id, subject, message, reason, at) ORDER BY dead_letter_id DESC),
        '[]'))
    FROM (
        SELECT * FROM trama.dead_letter
        WHERE (p ->> 'bot' IS NULL OR bot = p ->> 'bot') AND (p ->> 'before' IS NULL OR dead_letter_id < (p ->> 'before')::bigint)
            AND (p ->> 'conversation' IS NULL OR conversation_id = (p ->> 'conversation')::bigint)
        ORDER BY dead_letter_id DESC LIMIT (p ->> 'limit')::integer) letters
$$;

CREATE FUNCTION trama.statistics(p jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
    moment bigint := trama.moment(p);
BEGIN
    RETURN jsonb_build_object(
        'due', (SELECT count(*) FROM trama.schedule WHERE worker_id IS NULL AND next_run_at IS NOT NULL AND next_run_at <= moment),
        'oldest', (SELECT moment - min(next_run_at) FROM trama.schedule WHERE worker_id IS NULL AND next_run_at IS NOT NULL),
        'claimed', (SELECT count(*) FROM trama.schedule WHERE worker_id IS NOT NULL),
        'suspended', (SELECT count(*) FROM trama.schedule WHERE worker_id IS NULL AND next_run_at IS NOT NULL AND next_run_at > moment),
        'unsent', (SELECT count(*) FROM trama.outbox WHERE state IN ('waiting', 'handed_over')),
        'dead', (SELECT count(*) FROM trama.dead_letter),
        'handed_over', (SELECT count(*) FROM trama.handed_over),
        'paused', (
            SELECT coalesce(jsonb_agg(jsonb_build_array(bot, name, pause_reason) ORDER BY bot, name), '[]') FROM trama.account
            WHERE paused_until > moment));
END $$;

CREATE FUNCTION trama.summary_of(s trama.summary) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_array(
        s.conversation_id, s.bot, s.account, s.contact_key, s.phone, s.name, s.started_at, s.said_at, s.standing, s.queue, s.summary,
        s.since, s.wake_at, s.waiting_events, s.unsent_messages, s.dead_letters)
$$;

CREATE FUNCTION trama.conversations(p jsonb) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('now', trama.moment(p), 'conversations', coalesce(
        jsonb_agg(trama.summary_of(listed) ORDER BY listed.conversation_id DESC), '[]'))
    FROM (
        SELECT * FROM trama.summary
        WHERE (p ->> 'bot' IS NULL OR bot = p ->> 'bot') AND (p ->> 'standing' IS NULL OR standing = p ->> 'standing')
            AND (p ->> 'quiet' IS NULL OR coalesce(said_at, 0) < trama.later(p, 'quiet', trama.moment(p)))
            AND (p ->> 'before' IS NULL OR conversation_id < (p ->> 'before')::bigint)
        ORDER BY conversation_id DESC LIMIT (p ->> 'limit')::integer) listed
$$;

CREATE FUNCTION trama.conversation(p jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
    own bigint := (p ->> 'conversation')::bigint;
    summary jsonb;
BEGIN
    SELECT trama.summary_of(s) INTO summary FROM trama.summary s WHERE s.conversation_id = own;
    IF summary IS NULL THEN RETURN 'null'; END IF;
    RETURN jsonb_build_object(
        'now', trama.moment(p), 'summary', summary,
        'checkpoint', (SELECT checkpoint FROM trama.checkpoint WHERE conversation_id = own),
        'working', trama.working_of(own), 'inbox', trama.inbox_of(own, 1000), 'outbox', trama.outbox_of(own),
        'letters', trama.dead_letters(jsonb_build_object('conversation', own, 'limit', 100)) -> 'letters',
        'history', trama.history_of(own, (p ->> 'history')::integer));
END $$;

CREATE FUNCTION trama.recorded_turns(p jsonb) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('now', trama.moment(p), 'turns', coalesce(
        jsonb_agg(
            jsonb_build_array(
                t.event, t.ended_at, t.checkpoint, t.told, (
                    SELECT coalesce(jsonb_agg(o.message ORDER BY o.number), '[]') FROM trama.outbox o
                    WHERE o.conversation_id = t.conversation_id AND o.event = t.event))
            ORDER BY t.event), '[]'))
    FROM (
        SELECT * FROM trama.turn WHERE conversation_id = (p ->> 'conversation')::bigint
        ORDER BY event DESC LIMIT (p ->> 'limit')::integer) t
$$;

CREATE FUNCTION trama.prune(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    date bigint := trama.later(p, 'before', trama.moment(p));
BEGIN
    DELETE FROM trama.inbox WHERE (conversation_id, number) IN (
        SELECT i.conversation_id, i.number FROM trama.inbox i JOIN trama.schedule s USING (conversation_id)
        WHERE i.received_at < date AND i.number <= s.inbox_done ORDER BY i.received_at LIMIT 5000);
    DELETE FROM trama.journal WHERE (conversation_id, event, key) IN (
        SELECT j.conversation_id, j.event, j.key FROM trama.journal j JOIN trama.schedule s USING (conversation_id)
        WHERE j.intended_at < date AND j.event <= s.inbox_done ORDER BY j.intended_at LIMIT 5000);
    DELETE FROM trama.turn WHERE (conversation_id, event) IN (
        SELECT conversation_id, event FROM trama.turn WHERE ended_at < date ORDER BY ended_at LIMIT 5000);
    DELETE FROM trama.outbox WHERE (conversation_id, number) IN (
        SELECT conversation_id, number FROM trama.outbox
        WHERE created_at < date AND state NOT IN ('waiting', 'handed_over') ORDER BY created_at LIMIT 5000);
    DELETE FROM trama.early_status WHERE (account_id, provider_id) IN (
        SELECT account_id, provider_id FROM trama.early_status WHERE received_at < date ORDER BY received_at LIMIT 5000);
    RETURN 'null';
END $$;

CREATE FUNCTION trama.identify(p jsonb) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT to_jsonb(id) FROM trama.store
$$;

-- Does operations in their order, each an object with 'op' and its arguments, in the one transaction of the calling statement.
CREATE FUNCTION trama.perform(operations jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
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
            WHEN 'dead_letters' THEN trama.dead_letters(p)
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
            WHEN 'record' THEN trama.record(p)
            WHEN 'recorded_turns' THEN trama.recorded_turns(p)
            WHEN 'register' THEN trama.register(p)
            WHEN 'release' THEN trama.release(p)
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
