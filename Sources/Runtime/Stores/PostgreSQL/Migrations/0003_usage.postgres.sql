-- What models have used for a bot in a day; days since 1970-01-01 by the bot's own calendar.
CREATE TABLE trama.usage (
    bot text NOT NULL,
    day bigint NOT NULL,
    tokens bigint NOT NULL,
    PRIMARY KEY (bot, day)
);

-- As far as a whole number goes: a host may say anything. A month of days is kept.
CREATE FUNCTION trama.count_tokens(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    more bigint := (p ->> 'tokens')::bigint;
BEGIN
    INSERT INTO trama.usage AS u (bot, day, tokens) VALUES (p ->> 'bot', (p ->> 'day')::bigint, more)
    ON CONFLICT (bot, day) DO UPDATE
    SET tokens = CASE WHEN u.tokens > 9223372036854775807 - more THEN 9223372036854775807 ELSE u.tokens + more END;
    DELETE FROM trama.usage WHERE bot = p ->> 'bot' AND day < (p ->> 'day')::bigint - 31;
    RETURN 'null';
END $$;

CREATE FUNCTION trama.tokens(p jsonb) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT to_jsonb(coalesce((SELECT tokens FROM trama.usage WHERE bot = p ->> 'bot' AND day = (p ->> 'day')::bigint), 0))
$$;

-- Deletes a conversation from every table. Where the person has written again, it begins anew with that.
CREATE FUNCTION trama.erase(own bigint, keeping_unheard boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM trama.checkpoint WHERE conversation_id = own;
    DELETE FROM trama.working WHERE conversation_id = own;
    DELETE FROM trama.history WHERE conversation_id = own;
    DELETE FROM trama.journal WHERE conversation_id = own;
    DELETE FROM trama.outbox WHERE conversation_id = own;
    DELETE FROM trama.dead_letter WHERE conversation_id = own;
    DELETE FROM trama.handed_over WHERE conversation_id = own;
    DELETE FROM trama.turn WHERE conversation_id = own;
    IF keeping_unheard THEN
        DELETE FROM trama.inbox WHERE conversation_id = own
            AND number <= (SELECT inbox_done FROM trama.schedule WHERE conversation_id = own);
        UPDATE trama.schedule SET wake_at = NULL, outbox_unsettled = 0 WHERE conversation_id = own;
    ELSE
        DELETE FROM trama.inbox WHERE conversation_id = own;
        DELETE FROM trama.schedule WHERE conversation_id = own;
        DELETE FROM trama.conversation WHERE conversation_id = own;
    END IF;
END $$;

-- Under a lease.
CREATE FUNCTION trama.forget(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    own bigint := (p ->> 'conversation')::bigint;
    is_unheard boolean;
BEGIN
    IF NOT trama.hold(p) THEN RETURN '{"lost": true}'; END IF;
    SELECT EXISTS (
        SELECT FROM trama.inbox i JOIN trama.schedule s USING (conversation_id)
        WHERE i.conversation_id = own AND i.number > s.inbox_done AND i.message_key IS NOT NULL) INTO is_unheard;
    PERFORM trama.erase(own, is_unheard);
    IF is_unheard THEN RETURN trama.release(p); END IF;
    RETURN 'null';
END $$;

CREATE FUNCTION trama.forget_idle(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    date bigint := trama.later(p, 'since', trama.moment(p));
    idle bigint;
BEGIN
    FOR idle IN
        SELECT s.conversation_id FROM trama.schedule s JOIN trama.conversation c USING (conversation_id)
        JOIN trama.account a ON a.account_id = c.account_id
        WHERE a.bot = p ->> 'bot' AND c.started_at < date AND s.worker_id IS NULL AND s.inbox_last = s.inbox_done
            AND s.outbox_unsettled = 0 AND s.wake_at IS NULL
            AND NOT EXISTS (SELECT FROM trama.handed_over h WHERE h.conversation_id = c.conversation_id)
            AND NOT EXISTS (SELECT FROM trama.inbox i WHERE i.conversation_id = c.conversation_id AND i.received_at >= date)
            AND coalesce((SELECT h.at FROM trama.history h WHERE h.conversation_id = c.conversation_id
                ORDER BY h.number DESC LIMIT 1), 0) < date
        ORDER BY s.conversation_id LIMIT 500 FOR UPDATE OF s SKIP LOCKED
    LOOP
        PERFORM trama.erase(idle, false);
    END LOOP;
    -- Of conversations that go on, what was said before; the number of the last entry stays in use.
    DELETE FROM trama.history WHERE (conversation_id, number) IN (
        SELECT h.conversation_id, h.number FROM trama.history h JOIN trama.conversation c USING (conversation_id)
        JOIN trama.account a ON a.account_id = c.account_id WHERE a.bot = p ->> 'bot' AND h.at < date LIMIT 5000);
    RETURN 'null';
END $$;
