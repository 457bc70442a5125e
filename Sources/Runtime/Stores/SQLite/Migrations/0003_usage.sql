-- What models have used for a bot in a day; days since 1970-01-01 by the bot's own calendar.
CREATE TABLE usage (
    bot TEXT NOT NULL,
    day INTEGER NOT NULL,
    tokens INTEGER NOT NULL,
    PRIMARY KEY (bot, day)
) STRICT, WITHOUT ROWID;
