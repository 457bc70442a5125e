-- The inbox holds all that happens to a conversation: messages, timers that became due, what operators did.
CREATE TABLE inbox_of_events (
    conversation_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    -- Of messages only.
    message_key BLOB,
    received_at INTEGER NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (conversation_id, number)
) STRICT, WITHOUT ROWID;
INSERT INTO inbox_of_events (conversation_id, number, account_id, message_key, received_at, event)
SELECT conversation_id, number, account_id, message_key, received_at, message FROM inbox;
DROP TABLE inbox;
ALTER TABLE inbox_of_events RENAME TO inbox;
CREATE UNIQUE INDEX inbox_known ON inbox (account_id, message_key) WHERE message_key IS NOT NULL;
CREATE INDEX inbox_age ON inbox (received_at);

ALTER TABLE checkpoint RENAME COLUMN message TO event;
ALTER TABLE checkpoint ADD COLUMN rest TEXT NOT NULL DEFAULT 'waiting' CHECK (rest IN ('waiting', 'ended', 'handedOver'));
ALTER TABLE working RENAME COLUMN message TO event;
ALTER TABLE working ADD COLUMN wake_at INTEGER;
ALTER TABLE working ADD COLUMN told TEXT NOT NULL DEFAULT '[]';
ALTER TABLE journal RENAME COLUMN message TO event;
-- The inbox number of the event whose turn sent the message; null in messages of earlier versions.
ALTER TABLE outbox ADD COLUMN event INTEGER;

-- When the earliest timer of the last finished checkpoint is due. The index holds those who have nothing else to do.
ALTER TABLE schedule ADD COLUMN wake_at INTEGER;
CREATE INDEX schedule_wake ON schedule (wake_at) WHERE wake_at IS NOT NULL AND worker_id IS NULL AND inbox_last = inbox_done;

-- Conversations that a person has.
CREATE TABLE handed_over (
    conversation_id INTEGER PRIMARY KEY,
    queue TEXT NOT NULL,
    summary TEXT,
    since INTEGER NOT NULL
) STRICT;

-- Finished turns as they can be played again. checkpoint: as the turn found it, null before the first.
CREATE TABLE turn (
    conversation_id INTEGER NOT NULL,
    event INTEGER NOT NULL,
    ended_at INTEGER NOT NULL,
    checkpoint TEXT,
    told TEXT NOT NULL,
    PRIMARY KEY (conversation_id, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX turn_age ON turn (ended_at);
CREATE INDEX dead_letter_conversation ON dead_letter (conversation_id);

-- A conversation in a list.
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
    (SELECT count(*) FROM dead_letter d WHERE d.conversation_id = c.conversation_id) AS dead_letters
FROM conversation c JOIN account a USING (account_id) JOIN schedule s USING (conversation_id)
LEFT JOIN checkpoint k USING (conversation_id) LEFT JOIN working w USING (conversation_id)
LEFT JOIN handed_over p USING (conversation_id);
