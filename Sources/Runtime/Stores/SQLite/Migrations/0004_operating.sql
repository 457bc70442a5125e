-- What an operator did about a dead letter: replayed_as is its new number in the inbox or the outbox.
ALTER TABLE dead_letter ADD COLUMN settled_at INTEGER;
ALTER TABLE dead_letter ADD COLUMN replayed_as INTEGER;
ALTER TABLE dead_letter ADD COLUMN dropped_because TEXT;
CREATE INDEX dead_letter_age ON dead_letter (settled_at) WHERE settled_at IS NOT NULL;

-- A conversation in a list. Of dead letters those count that wait.
DROP VIEW summary;
CREATE VIEW summary AS
SELECT c.conversation_id, a.bot, a.name AS account, c.contact_key, c.phone, c.name, c.started_at,
    (SELECT h.at FROM history h WHERE h.conversation_id = c.conversation_id ORDER BY h.number DESC LIMIT 1) AS said_at,
    CASE
        WHEN p.conversation_id IS NOT NULL THEN 'handed-over'
        WHEN s.worker_id IS NOT NULL OR s.inbox_last > s.inbox_done THEN 'working'
        WHEN k.conversation_id IS NULL OR k.rest = 'ended' THEN 'ended'
        ELSE 'waiting'
    END AS standing,
    p.queue, p.summary, p.since, coalesce(w.wake_at, s.wake_at) AS wake_at,
    (SELECT count(*) FROM inbox i WHERE i.conversation_id = c.conversation_id AND i.number > s.inbox_done) AS waiting_events,
    s.outbox_unsettled AS unsent_messages,
    (SELECT count(*) FROM dead_letter d WHERE d.conversation_id = c.conversation_id AND d.settled_at IS NULL) AS dead_letters
FROM conversation c JOIN account a USING (account_id) JOIN schedule s USING (conversation_id)
LEFT JOIN checkpoint k USING (conversation_id) LEFT JOIN working w USING (conversation_id)
LEFT JOIN handed_over p USING (conversation_id);

-- A dead letter in a list.
CREATE VIEW letter AS
SELECT d.dead_letter_id, d.bot, d.conversation_id, c.contact_key, c.phone, c.name, d.subject, d.message, d.reason, d.at, d.settled_at,
    d.replayed_as, d.dropped_because
FROM dead_letter d JOIN conversation c USING (conversation_id);
