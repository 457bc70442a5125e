-- Times are milliseconds since 1970-01-01T00:00:00Z.

CREATE TABLE store (
    id TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
INSERT INTO store (id, created_at) VALUES (lower(hex(randomblob(16))), unixepoch() * 1000);

-- A worker's identifier is never used again.
CREATE TABLE worker (
    worker_id INTEGER PRIMARY KEY AUTOINCREMENT,
    beats INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE account (
    account_id INTEGER PRIMARY KEY,
    bot TEXT NOT NULL,
    name TEXT NOT NULL,
    paused_until INTEGER,
    pause_reason TEXT,
    UNIQUE (bot, name)
) STRICT;

CREATE TABLE conversation (
    conversation_id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id INTEGER NOT NULL REFERENCES account,
    contact_key TEXT NOT NULL,
    phone TEXT,
    name TEXT,
    started_at INTEGER NOT NULL,
    UNIQUE (account_id, contact_key)
) STRICT;

-- The narrow, often written part of a conversation: all that claiming needs.
CREATE TABLE schedule (
    conversation_id INTEGER PRIMARY KEY REFERENCES conversation,
    account_id INTEGER NOT NULL REFERENCES account,
    inbox_last INTEGER NOT NULL DEFAULT 0,
    inbox_done INTEGER NOT NULL DEFAULT 0,
    outbox_last INTEGER NOT NULL DEFAULT 0,
    outbox_unsettled INTEGER NOT NULL DEFAULT 0,
    next_run_at INTEGER,
    worker_id INTEGER,
    fence INTEGER NOT NULL DEFAULT 0,
    crashes INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX schedule_waiting ON schedule (account_id, next_run_at) WHERE worker_id IS NULL AND next_run_at IS NOT NULL;
CREATE INDEX schedule_claimed ON schedule (worker_id) WHERE worker_id IS NOT NULL;

-- message_key: the first 16 bytes of the SHA-256 of the channel's identifier, 40 bytes a row instead of some 95.
CREATE TABLE inbox (
    conversation_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    message_key BLOB NOT NULL,
    received_at INTEGER NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (conversation_id, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX inbox_known ON inbox (account_id, message_key);
CREATE INDEX inbox_age ON inbox (received_at);

CREATE TABLE checkpoint (
    conversation_id INTEGER PRIMARY KEY,
    message INTEGER NOT NULL,
    checkpoint TEXT NOT NULL
) STRICT;

CREATE TABLE working (
    conversation_id INTEGER PRIMARY KEY,
    message INTEGER NOT NULL,
    began_at INTEGER NOT NULL,
    checkpoint TEXT NOT NULL,
    said TEXT NOT NULL,
    failed_attempts INTEGER NOT NULL
) STRICT;

CREATE TABLE history (
    conversation_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    role TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (conversation_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
    conversation_id INTEGER NOT NULL,
    message INTEGER NOT NULL,
    key TEXT NOT NULL,
    turn INTEGER NOT NULL,
    call INTEGER NOT NULL,
    tool TEXT NOT NULL,
    intended_at INTEGER NOT NULL,
    ended_at INTEGER,
    result TEXT,
    PRIMARY KEY (conversation_id, message, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_age ON journal (intended_at);

CREATE TABLE outbox (
    conversation_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    nonce TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'handed_over', 'sent', 'dropped', 'failed')),
    failed_attempts INTEGER NOT NULL DEFAULT 0,
    unknown_outcomes INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    handed_over_at INTEGER,
    provider_id TEXT,
    stage TEXT,
    stage_rank INTEGER NOT NULL DEFAULT 0,
    failure TEXT,
    message TEXT NOT NULL,
    PRIMARY KEY (conversation_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_provider_id ON outbox (provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX outbox_unsettled ON outbox (conversation_id, number) WHERE state IN ('waiting', 'handed_over');
CREATE INDEX outbox_age ON outbox (created_at);

-- Statuses that came before their message was marked as sent, or that are of messages which are not ours.
CREATE TABLE early_status (
    account_id INTEGER NOT NULL,
    provider_id TEXT NOT NULL,
    stage TEXT NOT NULL,
    stage_rank INTEGER NOT NULL,
    failure TEXT,
    is_unwanted INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, provider_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX early_status_age ON early_status (received_at);

CREATE TABLE dead_letter (
    dead_letter_id INTEGER PRIMARY KEY AUTOINCREMENT,
    bot TEXT NOT NULL,
    conversation_id INTEGER NOT NULL,
    subject TEXT NOT NULL CHECK (subject IN ('turn', 'delivery')),
    message INTEGER NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
