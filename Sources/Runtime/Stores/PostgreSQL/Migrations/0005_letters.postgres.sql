-- A dead letter is about all that its turn heard: of several texts in quick succession, which one turn takes under the number of the
-- last, the event under that number becomes all of them together. Its key stays that of the message that came.
CREATE FUNCTION trama.retell(own bigint, own_number bigint, heard text) RETURNS void LANGUAGE sql AS $$
    UPDATE trama.inbox SET event = heard WHERE conversation_id = own AND number = own_number AND event <> heard
$$;

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
    IF jsonb_array_length(p -> 'said') > 0 THEN
        SELECT coalesce(max(number), 0) INTO said_before FROM trama.history WHERE conversation_id = own;
        INSERT INTO trama.history (conversation_id, number, turn, role, text, at)
        SELECT own, said_before + place, (value ->> 0)::bigint, value ->> 1, value ->> 2, moment + (value ->> 3)::bigint
        FROM jsonb_array_elements(p -> 'said') WITH ORDINALITY t (value, place);
    END IF;
    PERFORM trama.keep_handed_over(p, moment);
    IF p ->> 'rest' <> 'handedOver' THEN DELETE FROM trama.handed_over WHERE conversation_id = own; END IF;
    IF p ? 'failure' THEN
        PERFORM trama.bury(own, 'turn', done, p ->> 'failure', moment);
        PERFORM trama.retell(own, done, p ->> 'heard');
    END IF;
    RETURN trama.enqueue(p, last_number - more, moment);
END $$;

CREATE OR REPLACE FUNCTION trama.give_up(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
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
    PERFORM trama.retell(own, done, p ->> 'heard');
    IF (p ->> 'forgetting')::boolean THEN
        DELETE FROM trama.checkpoint WHERE conversation_id = own;
        DELETE FROM trama.handed_over WHERE conversation_id = own;
        UPDATE trama.schedule SET wake_at = NULL WHERE conversation_id = own;
    END IF;
    RETURN 'null';
END $$;

-- Gives whether the message is still to be sent: a status may have settled it since it was loaded.
CREATE OR REPLACE FUNCTION trama.resend(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
    IF NOT trama.hold(p) THEN RETURN '{"lost": true}'; END IF;
    UPDATE trama.outbox SET state = 'handed_over', handed_over_at = trama.moment(p)
    WHERE conversation_id = (p ->> 'conversation')::bigint AND number = (p ->> 'number')::bigint
        AND state IN ('waiting', 'handed_over');
    RETURN to_jsonb(FOUND);
END $$;
