-- Of one contact the later arrival of a batch comes later, for its name counts. Rows are made and locked in one order as before, whatever
-- that of the arrivals, so that two batches never wait for each other in a circle.
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
        ORDER BY value ->> 'bot', value ->> 'account', value -> 'contact' ->> 'key', (value ->> 'at')::bigint, ordinality
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
