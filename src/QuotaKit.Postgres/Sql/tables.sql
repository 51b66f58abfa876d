-- The tables of version 1.0. All names are in one schema, whose name replaces "quotakit" when these files are run.
-- The rows mirror those of the other ledgers: one wallet is the unit that is locked, and its pots, slots and lines change only under that lock.
-- Text is compared byte by byte (COLLATE "C"), so that names have one order, on which the order of locks depends.
-- Later versions add tables, such as the history of answers and the alerts, under numbers of their own (see PostgresSchema).

CREATE TABLE IF NOT EXISTS quotakit.meta (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    major integer NOT NULL,
    minor integer NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Orders the attempts to reserve an id. Ids that QuotaKit creates use attempt 1.
CREATE SEQUENCE IF NOT EXISTS quotakit.attempts START WITH 2;

-- Free space in each page (fillfactor) lets these rows be updated in place, without new index entries.
CREATE TABLE IF NOT EXISTS quotakit.wallets (
    name text COLLATE "C" PRIMARY KEY,
    -- The newest time that was written. The ledger's time never goes back behind it.
    newest timestamptz NOT NULL DEFAULT '-infinity',
    tickets bigint NOT NULL DEFAULT 0,
    poll_ends timestamptz,
    answer_number bigint,
    answer_time timestamptz,
    is_stale boolean NOT NULL DEFAULT false,
    is_active boolean,
    primary_balance text COLLATE "C",
    -- What was settled earlier than this is part of the latest answer.
    superseded timestamptz NOT NULL DEFAULT '-infinity',
    -- When old reservations are next removed.
    forgets_at timestamptz NOT NULL DEFAULT '-infinity'
) WITH (fillfactor = 30);

CREATE TABLE IF NOT EXISTS quotakit.pots (
    wallet text COLLATE "C" NOT NULL,
    -- Empty while no answer has told the key of the first balance.
    balance text COLLATE "C" NOT NULL,
    unit text COLLATE "C" NOT NULL,
    added bigint GENERATED ALWAYS AS IDENTITY,
    is_answered boolean NOT NULL DEFAULT false,
    remaining numeric,
    is_unlimited boolean NOT NULL DEFAULT false,
    is_part boolean NOT NULL DEFAULT false,
    resets_at timestamptz,
    held numeric NOT NULL DEFAULT 0,
    spent numeric NOT NULL DEFAULT 0,
    PRIMARY KEY (wallet, balance, unit)
) WITH (fillfactor = 30);

CREATE TABLE IF NOT EXISTS quotakit.budgets (
    name text COLLATE "C" NOT NULL,
    period text COLLATE "C" NOT NULL,
    used numeric NOT NULL DEFAULT 0,
    PRIMARY KEY (name, period)
) WITH (fillfactor = 30);

CREATE TABLE IF NOT EXISTS quotakit.slots (
    wallet text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    taken integer NOT NULL DEFAULT 0,
    PRIMARY KEY (wallet, name)
) WITH (fillfactor = 30);

CREATE TABLE IF NOT EXISTS quotakit.holds (
    id text COLLATE "C" PRIMARY KEY,
    state text NOT NULL CHECK (state IN ('held', 'committed', 'released', 'expired', 'denied')),
    attempt bigint NOT NULL,
    made_by bigint NOT NULL,
    reserved_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    settled_at timestamptz,
    is_flagged boolean NOT NULL DEFAULT false,
    keeps_slots boolean NOT NULL DEFAULT false,
    note text
);
CREATE INDEX IF NOT EXISTS holds_settled ON quotakit.holds (settled_at) WHERE settled_at IS NOT NULL;

CREATE TABLE IF NOT EXISTS quotakit.lines (
    hold text COLLATE "C" NOT NULL,
    n integer NOT NULL,
    account text COLLATE "C" NOT NULL,
    wallet text COLLATE "C" NOT NULL,
    balance text COLLATE "C" NOT NULL,
    unit text COLLATE "C" NOT NULL,
    amount numeric NOT NULL,
    budget text COLLATE "C",
    period text COLLATE "C",
    concurrency text COLLATE "C",
    actual numeric,
    has_slot boolean NOT NULL DEFAULT false,
    -- The end of the lease while the reservation is held or keeps a slot; null when its end changes nothing.
    watched_until timestamptz,
    -- The time of the commit or expiry; null when the amount is not spent.
    charged_at timestamptz,
    -- The spend as the client sent it.
    spend jsonb NOT NULL,
    PRIMARY KEY (hold, n)
);
-- Each index holds only the rows that its one query wants: cost stays flat however many settled rows there are.
CREATE INDEX IF NOT EXISTS lines_watched ON quotakit.lines (wallet, watched_until) WHERE watched_until IS NOT NULL;
CREATE INDEX IF NOT EXISTS lines_charged ON quotakit.lines (wallet, balance, unit, charged_at) WHERE charged_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS lines_unnamed ON quotakit.lines (wallet, unit) WHERE balance = '';

-- One call: the clock, the ledger's time (which never goes back) and the locked wallets.
DO $$ BEGIN
    CREATE TYPE quotakit.turn AS (clock timestamptz, now timestamptz, wallets text[]);
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
