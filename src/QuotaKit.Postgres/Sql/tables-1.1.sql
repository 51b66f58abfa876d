-- Version 1.1: contradicted answers.
-- The number of the latest ticket when the vendor last contradicted an answer; null when it has not. Answers to it and to earlier tickets decide nothing.
ALTER TABLE quotakit.wallets ADD COLUMN IF NOT EXISTS void_through bigint;
