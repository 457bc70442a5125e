-- Under this number only functions of PostgreSQL's change: a claim brings one at most of those that may have ended processes, and a release
-- leaves the count of such ends as it was before its claim; only work that is done sets it back, also when a status tells of it.

CREATE OR REPLACE FUNCTION trama.claim(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    moment bigint := trama.moment(p);
    own bigint := (p ->> 'worker')::bigint;
    most integer := (p ->> 'limit')::integer;
    bots text[] := ARRAY(SELECT jsonb_array_elements_text(p -> 'bots'));
    -- Left out by programs of before: then nothing is a suspect.
    suspicion bigint := coalesce((p ->> 'suspicion')::bigint, 9223372036854775807);
    takes_suspect boolean := coalesce((p ->> 'suspect')::boolean, false);
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
    -- Two processes may mean the same one: then one of them has none this time.
    suspect AS MATERIALIZED (
        SELECT d.conversation_id FROM open CROSS JOIN LATERAL (
            SELECT s.conversation_id, s.next_run_at, s.crashes FROM trama.schedule s
            WHERE s.account_id = open.account_id AND s.worker_id IS NULL AND s.next_run_at IS NOT NULL AND s.next_run_at <= moment
            ORDER BY s.next_run_at LIMIT most) d
        WHERE takes_suspect AND d.crashes >= suspicion ORDER BY open.turn, d.next_run_at LIMIT 1),
    due AS MATERIALIZED (
        SELECT open.bot, open.turn, d.conversation_id, d.next_run_at FROM open CROSS JOIN LATERAL (
            SELECT s.conversation_id, s.next_run_at FROM trama.schedule s
            WHERE s.account_id = open.account_id AND s.worker_id IS NULL AND s.next_run_at IS NOT NULL AND s.next_run_at <= moment
                AND (s.crashes < suspicion OR s.conversation_id = (SELECT conversation_id FROM suspect))
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

CREATE OR REPLACE FUNCTION trama.release(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    moment bigint := trama.moment(p);
BEGIN
    UPDATE trama.schedule
    SET worker_id = NULL, crashes = CASE WHEN inbox_last > inbox_done OR outbox_unsettled > 0 THEN greatest(crashes - 1, 0) ELSE 0 END,
        next_run_at = CASE
            WHEN inbox_last > inbox_done OR outbox_unsettled > 0
            THEN moment + CASE WHEN inbox_last > (p ->> 'seen')::bigint THEN 0 ELSE coalesce((p ->> 'in')::bigint, 0) END
        END
    WHERE conversation_id = (p ->> 'conversation')::bigint AND worker_id = (p ->> 'worker')::bigint
        AND fence = (p ->> 'fence')::bigint;
    RETURN CASE WHEN FOUND THEN 'null' ELSE '{"lost": true}' END;
END $$;

CREATE OR REPLACE FUNCTION trama.advance(o trama.outbox, a jsonb, moment bigint) RETURNS void LANGUAGE plpgsql AS $$
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
        SET outbox_unsettled = outbox_unsettled - 1, crashes = 0, next_run_at = CASE WHEN worker_id IS NULL THEN moment ELSE next_run_at END
        WHERE conversation_id = o.conversation_id;
    END IF;
    IF failed AND NOT unwanted THEN
        PERFORM trama.bury(
            o.conversation_id, 'delivery', o.number, coalesce(a ->> 'failure', 'the channel gave no reason'), moment);
    END IF;
END $$;
