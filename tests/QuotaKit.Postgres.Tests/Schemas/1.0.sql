-- The schema as version 1.0 created it. Tests bring it up to date, beside a connection that goes on with it.
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
-- What every call begins and ends with: locks, the ledger's time, leases that are over, and the reply.
-- All functions are VOLATILE (the default) and run under READ COMMITTED, so each statement sees what was committed before that statement. Therefore
-- "lock first, then sum": locking and summing in one statement sums what was there before the lock was granted, and that overspends.

-- The clock of the ledger. It is a function of its own so that tests can move it; the planner inlines it, so it costs nothing.
CREATE OR REPLACE FUNCTION quotakit.clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT clock_timestamp()';

-- Locks the wallets one after the other in the order of their names, so that two calls never wait for each other in a circle. Reads the clock after the
-- locks, because a time from before a long wait may be earlier than what the previous owner wrote. Then ends the leases that are over.
CREATE OR REPLACE FUNCTION quotakit.begin_turn(p_wallets text[], p_lock_timeout text) RETURNS quotakit.turn LANGUAGE plpgsql AS $$
DECLARE
    t quotakit.turn;
    v_name text;
    v_newest timestamptz;
    v_latest timestamptz := '-infinity';
    v_ended text[];
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'the transaction is not READ COMMITTED' USING ERRCODE = 'QK001';
    END IF;
    -- Until the end of the transaction only, because a pooled connection serves others next. A client that is killed while it waits for a lock would
    -- otherwise still get its hold, long after it is gone.
    PERFORM set_config('lock_timeout', p_lock_timeout, true);

    t.wallets := p_wallets;
    IF cardinality(p_wallets) > 1 THEN
        t.wallets := ARRAY(SELECT DISTINCT w.name FROM unnest(p_wallets COLLATE "C") AS w (name) ORDER BY w.name);
    END IF;
    FOREACH v_name IN ARRAY t.wallets LOOP
        SELECT w.newest INTO v_newest FROM quotakit.wallets w WHERE w.name = v_name FOR UPDATE;
        IF NOT FOUND THEN
            INSERT INTO quotakit.wallets (name) VALUES (v_name) ON CONFLICT DO NOTHING;
            SELECT w.newest INTO v_newest FROM quotakit.wallets w WHERE w.name = v_name FOR UPDATE;
        END IF;
        v_latest := greatest(v_latest, v_newest);
    END LOOP;

    t.clock := quotakit.clock();
    t.now := greatest(t.clock, v_latest);
    FOREACH v_name IN ARRAY t.wallets LOOP
        IF t.clock < v_latest THEN
            -- The clock was set back: nobody knows how old the answer is, now and when the clock has caught up.
            UPDATE quotakit.wallets w SET is_stale = true
            WHERE w.name = v_name AND t.clock < w.newest AND NOT w.is_stale AND w.answer_number IS NOT NULL;
        END IF;
        v_ended := ARRAY(SELECT l.hold FROM quotakit.lines l WHERE l.wallet = v_name AND l.watched_until <= t.now);
        IF v_ended <> '{}' THEN
            t.wallets := quotakit.end_leases(v_ended, t.wallets);
            PERFORM quotakit.save_time(t);
        END IF;
    END LOOP;
    RETURN t;
END $$;

-- Ends leases. Held amounts then count as spent, because whoever held them may have spent them. Returns all locked wallets.
CREATE OR REPLACE FUNCTION quotakit.end_leases(p_holds text[], p_wallets text[]) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
    v_name text;
BEGIN
    -- A reservation of several wallets ends in all of them. Their locks come out of order, so this does not wait for them: the client retries, or the
    -- owner of the lock ends the lease.
    FOR v_name IN
        SELECT DISTINCT l.wallet FROM quotakit.lines l WHERE l.hold = ANY (p_holds) AND NOT l.wallet = ANY (p_wallets) ORDER BY l.wallet
    LOOP
        PERFORM FROM quotakit.wallets w WHERE w.name = v_name FOR UPDATE SKIP LOCKED;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'the wallet of an ended lease is locked' USING ERRCODE = 'serialization_failure';
        END IF;
        p_wallets := p_wallets || v_name;
    END LOOP;
    UPDATE quotakit.pots p SET held = p.held - e.amount, spent = p.spent + e.charged
    FROM (
        SELECT l.wallet, l.balance, l.unit, sum(l.amount) AS amount,
            coalesce(sum(l.amount) FILTER (WHERE h.expires_at >= w.superseded), 0) AS charged
        FROM quotakit.lines l
        JOIN quotakit.holds h ON h.id = l.hold AND h.state = 'held'
        JOIN quotakit.wallets w ON w.name = l.wallet
        WHERE l.hold = ANY (p_holds)
        GROUP BY l.wallet, l.balance, l.unit
    ) e
    WHERE p.wallet = e.wallet AND p.balance = e.balance AND p.unit = e.unit;

    UPDATE quotakit.slots s SET taken = s.taken - e.taken
    FROM (
        SELECT l.wallet, l.concurrency, count(*) AS taken FROM quotakit.lines l
        WHERE l.hold = ANY (p_holds) AND l.has_slot GROUP BY l.wallet, l.concurrency
    ) e
    WHERE s.wallet = e.wallet AND s.name = e.concurrency;

    UPDATE quotakit.holds h SET state = 'expired', settled_at = h.expires_at WHERE h.id = ANY (p_holds) AND h.state = 'held';
    -- What was committed with its slots kept has its time already.
    UPDATE quotakit.lines l SET has_slot = false, watched_until = NULL, charged_at = coalesce(l.charged_at, l.watched_until)
    WHERE l.hold = ANY (p_holds);
    RETURN p_wallets;
END $$;

-- Saves the time of a change, so that no later change is earlier.
CREATE OR REPLACE FUNCTION quotakit.save_time(t quotakit.turn) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE quotakit.wallets w SET newest = t.now WHERE w.name = ANY (t.wallets) AND w.newest < t.now;
END $$;

-- Adds to the totals of a pot, which is added if it is new.
CREATE OR REPLACE FUNCTION quotakit.book(p_wallet text, p_balance text, p_unit text, p_held numeric, p_spent numeric) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE quotakit.pots p SET held = p.held + p_held, spent = p.spent + p_spent
    WHERE p.wallet = p_wallet AND p.balance = p_balance AND p.unit = p_unit;
    IF NOT FOUND THEN
        INSERT INTO quotakit.pots (wallet, balance, unit, held, spent) VALUES (p_wallet, p_balance, p_unit, p_held, p_spent);
    END IF;
END $$;

-- Changes what counts in a period of a budget. Two wallets may share a budget, so its row may be new to one and known to the other.
CREATE OR REPLACE FUNCTION quotakit.count_in_budget(p_budget text, p_period text, p_amount numeric) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF p_budget IS NULL OR p_period IS NULL OR p_amount = 0 THEN
        RETURN;
    END IF;
    INSERT INTO quotakit.budgets AS b (name, period, used) VALUES (p_budget, p_period, p_amount)
    ON CONFLICT (name, period) DO UPDATE SET used = b.used + excluded.used;
END $$;

-- Names the period of a budget in which a time is: day-2026-05-17, week-2026-05-11 (its Monday), month-2026-05-01 or total.
CREATE OR REPLACE FUNCTION quotakit.period_of(p_budget jsonb, p_time timestamptz) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_period text := p_budget ->> 'period';
    v_zone text := p_budget ->> 'zone';
BEGIN
    IF p_budget IS NULL OR v_period = 'total' THEN
        RETURN v_period;
    END IF;
    -- An interval, because the text '+09:00' would mean nine hours west of Greenwich.
    RETURN v_period || '-' || to_char(
        date_trunc(v_period, CASE WHEN v_zone ~ '^[+-]' THEN p_time AT TIME ZONE v_zone::interval ELSE p_time AT TIME ZONE v_zone END), 'YYYY-MM-DD');
END $$;

-- Returns a reservation for the client. A held one whose lease has ended is expired, swept or not.
CREATE OR REPLACE FUNCTION quotakit.hold_json(p_id text, p_now timestamptz) RETURNS json LANGUAGE plpgsql AS $$
BEGIN
    RETURN (
        SELECT json_build_object(
            'id', h.id,
            'state', CASE WHEN h.state = 'held' AND h.expires_at <= p_now THEN 'expired' ELSE h.state END,
            'attempt', h.attempt,
            'madeBy', h.made_by,
            'reservedAt', h.reserved_at,
            'expiresAt', h.expires_at,
            'settledAt', CASE WHEN h.state = 'held' AND h.expires_at <= p_now THEN h.expires_at ELSE h.settled_at END,
            'isFlagged', h.is_flagged,
            'keepsSlots', h.keeps_slots,
            'note', h.note,
            'lines', (
                SELECT json_agg(json_build_object('spend', l.spend, 'balance', l.balance, 'actual', l.actual) ORDER BY l.n)
                FROM quotakit.lines l WHERE l.hold = h.id))
        FROM quotakit.holds h WHERE h.id = p_id);
END $$;

-- Returns the reply to a call.
CREATE OR REPLACE FUNCTION quotakit.decision(p_outcome text, p_id text, p_now timestamptz, p_lack jsonb DEFAULT NULL) RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
    RETURN json_build_object('outcome', p_outcome, 'now', p_now, 'lack', p_lack, 'hold', quotakit.hold_json(p_id, p_now))::text;
END $$;
-- Decides whether budgets, concurrency limits and balances cover the spends of a reservation.

-- Returns why something could not be held.
CREATE OR REPLACE FUNCTION quotakit.lack(
    p_reason text, p_spend integer, p_needed numeric, p_balance text, p_unit text, p_available numeric, p_held numeric, p_asked_at timestamptz)
RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN jsonb_build_object(
        'reason', p_reason, 'spend', p_spend, 'needed', p_needed, 'balance', p_balance, 'unit', p_unit,
        'available', p_available, 'held', p_held, 'askedAt', p_asked_at);
END $$;

-- Returns why the budget of a spend does not cover it; null when it does or there is none.
CREATE OR REPLACE FUNCTION quotakit.budget_lack(t quotakit.turn, p_spends jsonb, p_index integer) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    v_budget jsonb := p_spends -> p_index -> 'budget';
    v_limit numeric;
    v_needed numeric;
    v_used numeric;
BEGIN
    IF v_budget IS NULL THEN
        RETURN NULL;
    END IF;
    v_limit := (v_budget ->> 'limit')::numeric;
    SELECT b.used INTO v_used FROM quotakit.budgets b WHERE b.name = v_budget ->> 'name' AND b.period = quotakit.period_of(v_budget, t.now);
    v_used := coalesce(v_used, 0);
    SELECT sum((e.s ->> 'amount')::numeric) INTO v_needed FROM jsonb_array_elements(p_spends) WITH ORDINALITY AS e (s, n)
    WHERE e.n <= p_index + 1 AND e.s -> 'budget' ->> 'name' = v_budget ->> 'name';
    IF v_used + v_needed <= v_limit THEN
        RETURN NULL;
    END IF;
    RETURN quotakit.lack('budget', p_index, v_needed, NULL, v_budget ->> 'unit', greatest(0, v_limit - v_used), v_used, NULL);
END $$;

-- Returns why a spend gets no slot of its concurrency limit; null when it does or needs none.
CREATE OR REPLACE FUNCTION quotakit.slot_lack(p_spends jsonb, p_index integer) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    v_spend jsonb := p_spends -> p_index;
    v_limit jsonb := v_spend -> 'concurrency';
    v_needed bigint;
    v_taken integer;
BEGIN
    IF v_limit IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT s.taken INTO v_taken FROM quotakit.slots s WHERE s.wallet = v_spend ->> 'wallet' AND s.name = v_limit ->> 'name';
    v_taken := coalesce(v_taken, 0);
    SELECT count(*) INTO v_needed FROM jsonb_array_elements(p_spends) WITH ORDINALITY AS e (s, n)
    WHERE e.n <= p_index + 1 AND e.s ->> 'wallet' = v_spend ->> 'wallet' AND e.s -> 'concurrency' ->> 'name' = v_limit ->> 'name';
    IF v_taken + v_needed <= (v_limit ->> 'limit')::integer THEN
        RETURN NULL;
    END IF;
    RETURN quotakit.lack(
        'concurrency', p_index, v_needed, NULL, NULL, greatest(0, (v_limit ->> 'limit')::integer - v_taken), v_taken, NULL);
END $$;

-- Returns why the balance does not cover a spend; null when it does.
CREATE OR REPLACE FUNCTION quotakit.amount_lack(t quotakit.turn, p_spends jsonb, p_index integer, p_max_age interval) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
    v_spend jsonb := p_spends -> p_index;
    v_amount numeric := v_spend ->> 'amount';
    v_needed numeric;
    v_used numeric;
    v_available numeric;
    v_balance text;
    v_other numeric;
    w quotakit.wallets;
    p quotakit.pots;
BEGIN
    SELECT * INTO w FROM quotakit.wallets x WHERE x.name = v_spend ->> 'wallet';
    v_balance := coalesce(v_spend ->> 'balance', w.primary_balance);
    -- Fresh is what was asked for after the caller came, or what is young enough, unless the clock makes its age unknown.
    IF w.answer_number IS NULL OR v_balance IS NULL OR NOT (
        coalesce((v_spend ->> 'freshFrom')::bigint <= w.answer_number, false)
        OR (NOT w.is_stale AND t.clock >= w.newest AND t.now - w.answer_time <= p_max_age))
    THEN
        RETURN quotakit.lack('unknown', p_index, v_amount, v_balance, NULL, NULL, 0, NULL);
    END IF;
    IF NOT w.is_active THEN
        RETURN quotakit.lack('inactive', p_index, v_amount, v_balance, NULL, 0, 0, w.answer_time);
    END IF;

    SELECT * INTO p FROM quotakit.pots x WHERE x.wallet = w.name AND x.balance = v_balance AND x.is_answered ORDER BY x.added LIMIT 1;
    IF NOT FOUND THEN
        RETURN quotakit.lack('balance', p_index, v_amount, v_balance, NULL, NULL, 0, w.answer_time);
    ELSIF p.unit <> v_spend ->> 'unit' THEN
        RETURN quotakit.lack('unit', p_index, v_amount, v_balance, p.unit, NULL, 0, w.answer_time);
    ELSIF p.is_part THEN
        RETURN quotakit.lack('part', p_index, v_amount, v_balance, p.unit, NULL, 0, w.answer_time);
    ELSIF w.answer_time < p.resets_at AND p.resets_at <= t.now THEN
        -- The vendor has moved on since: what was left then says nothing about the new period.
        RETURN quotakit.lack('unknown', p_index, v_amount, v_balance, p.unit, NULL, 0, NULL);
    ELSIF p.is_unlimited THEN
        RETURN NULL;
    END IF;
    -- Amounts in another unit cannot be subtracted.
    SELECT max(abs(x.held + x.spent)) INTO v_other FROM quotakit.pots x WHERE x.wallet = w.name AND x.balance = v_balance AND NOT x.is_answered;
    IF p.remaining IS NULL OR v_other > 0 THEN
        RETURN quotakit.lack('unknown', p_index, v_amount, v_balance, p.unit, NULL, 0, w.answer_time);
    END IF;

    v_needed := v_amount;
    IF p_index > 0 THEN
        -- Spends on one pot add up.
        SELECT v_amount + coalesce(sum((e.s ->> 'amount')::numeric), 0) INTO v_needed FROM jsonb_array_elements(p_spends) WITH ORDINALITY AS e (s, n)
        WHERE e.n <= p_index AND e.s ->> 'wallet' = w.name AND e.s ->> 'unit' = p.unit
            AND coalesce(e.s ->> 'balance', w.primary_balance) = v_balance;
    END IF;
    v_used := p.held + p.spent;
    v_available := greatest(0, p.remaining) - v_used - coalesce((v_spend ->> 'reserve')::numeric, 0);
    IF v_needed <= v_available THEN
        RETURN NULL;
    END IF;
    RETURN quotakit.lack('amount', p_index, v_needed, v_balance, p.unit, greatest(0, v_available), v_used, w.answer_time);
END $$;

-- Returns the first reason why a reservation cannot be made; null when it can.
CREATE OR REPLACE FUNCTION quotakit.lack_of(t quotakit.turn, p_spends jsonb, p_max_age interval, p_allows_unknown boolean) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
    v_lack jsonb;
    v_last integer := jsonb_array_length(p_spends) - 1;
BEGIN
    -- Budgets and slots first: no answer can change them.
    FOR i IN 0 .. v_last LOOP
        IF p_spends -> i ?| ARRAY['budget', 'concurrency'] THEN
            v_lack := coalesce(quotakit.budget_lack(t, p_spends, i), quotakit.slot_lack(p_spends, i));
            IF v_lack IS NOT NULL THEN
                RETURN v_lack;
            END IF;
        END IF;
    END LOOP;
    FOR i IN 0 .. v_last LOOP
        v_lack := quotakit.amount_lack(t, p_spends, i, p_max_age);
        -- The caller may want the amount held although it is unknown how much is left, once asking would tell nothing new.
        IF v_lack IS NOT NULL
            AND NOT (p_allows_unknown AND v_lack ->> 'reason' = 'unknown' AND NOT quotakit.can_answer_help(t, p_spends, v_lack))
        THEN
            RETURN v_lack;
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

-- Whether a newer answer could turn this lack into a hold. An answer of up to two seconds is new enough for a denial, so that an exhausted account is
-- not polled without a pause.
CREATE OR REPLACE FUNCTION quotakit.can_answer_help(t quotakit.turn, p_spends jsonb, p_lack jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    v_spend jsonb := p_spends -> (p_lack ->> 'spend')::integer;
    v_asked timestamptz := p_lack ->> 'askedAt';
BEGIN
    IF v_spend @> '{"isAsked": true}' OR p_lack ->> 'reason' IN ('budget', 'concurrency') THEN
        RETURN false;
    END IF;
    RETURN v_asked IS NULL OR t.now - v_asked > interval '2 seconds'
        OR EXISTS (SELECT FROM quotakit.wallets w WHERE w.name = v_spend ->> 'wallet' AND t.clock < w.newest);
END $$;
-- Holds all amounts of a reservation, or none.

-- Whether a reservation has these spends.
CREATE OR REPLACE FUNCTION quotakit.has_spends(p_id text, p_spends jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    RETURN NOT EXISTS (
        SELECT FROM (SELECT * FROM quotakit.lines WHERE hold = p_id) l
        FULL JOIN (SELECT * FROM jsonb_array_elements(p_spends) WITH ORDINALITY AS e (s, n)) e ON e.n = l.n + 1
        WHERE l.n IS NULL OR e.n IS NULL OR l.account <> e.s ->> 'account' OR l.amount <> (e.s ->> 'amount')::numeric OR l.unit <> e.s ->> 'unit'
            OR l.spend ->> 'balance' IS DISTINCT FROM e.s ->> 'balance' OR l.budget IS DISTINCT FROM e.s -> 'budget' ->> 'name'
            OR l.concurrency IS DISTINCT FROM e.s -> 'concurrency' ->> 'name');
END $$;

-- Writes the lines of a reservation.
CREATE OR REPLACE FUNCTION quotakit.add_lines(t quotakit.turn, p_id text, p_spends jsonb, p_watched_until timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO quotakit.lines (hold, n, account, wallet, balance, unit, amount, budget, period, concurrency, has_slot, watched_until, spend)
    SELECT p_id, e.n - 1, e.s ->> 'account', w.name, coalesce(e.s ->> 'balance', w.primary_balance, ''), e.s ->> 'unit', (e.s ->> 'amount')::numeric,
        e.s -> 'budget' ->> 'name', CASE WHEN e.s ? 'budget' THEN quotakit.period_of(e.s -> 'budget', t.now) END, e.s -> 'concurrency' ->> 'name',
        p_watched_until IS NOT NULL AND e.s ? 'concurrency', p_watched_until, e.s
    FROM jsonb_array_elements(p_spends) WITH ORDINALITY AS e (s, n)
    JOIN quotakit.wallets w ON w.name = e.s ->> 'wallet';
END $$;

-- Adds the lines of a new hold to all totals.
CREATE OR REPLACE FUNCTION quotakit.hold_lines(p_id text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    l quotakit.lines;
BEGIN
    FOR l IN SELECT * FROM quotakit.lines x WHERE x.hold = p_id ORDER BY x.n LOOP
        PERFORM quotakit.book(l.wallet, l.balance, l.unit, l.amount, 0);
        IF l.budget IS NOT NULL THEN
            PERFORM quotakit.count_in_budget(l.budget, l.period, l.amount);
        END IF;
        IF l.has_slot THEN
            INSERT INTO quotakit.slots AS s (wallet, name, taken) VALUES (l.wallet, l.concurrency, 1)
            ON CONFLICT (wallet, name) DO UPDATE SET taken = s.taken + 1;
        END IF;
    END LOOP;
END $$;

-- Locks the budgets of spends in one order. Only a budget that two wallets share needs it: the lock of a wallet covers its own.
CREATE OR REPLACE FUNCTION quotakit.lock_budgets(t quotakit.turn, p_spends jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    b record;
BEGIN
    FOR b IN
        SELECT DISTINCT (e -> 'budget' ->> 'name') COLLATE "C" AS name, quotakit.period_of(e -> 'budget', t.now) COLLATE "C" AS period
        FROM jsonb_array_elements(p_spends) e WHERE e ? 'budget' ORDER BY 1, 2
    LOOP
        INSERT INTO quotakit.budgets (name, period) VALUES (b.name, b.period) ON CONFLICT DO NOTHING;
        PERFORM FROM quotakit.budgets x WHERE x.name = b.name AND x.period = b.period FOR UPDATE;
    END LOOP;
END $$;

CREATE OR REPLACE FUNCTION quotakit.reserve(
    p_id text, p_attempt bigint, p_spends jsonb, p_lease_us bigint, p_max_age_us bigint, p_allows_unknown boolean, p_note text, p_lock_timeout text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    t quotakit.turn;
    h quotakit.holds;
    v_is_known boolean;
    v_is_repeated boolean;
    v_lack jsonb;
    v_expires timestamptz;
BEGIN
    t := quotakit.begin_turn(ARRAY(SELECT e ->> 'wallet' FROM jsonb_array_elements(p_spends) e), p_lock_timeout);
    -- Locked, because the same id may be reserved with other wallets at the same time.
    SELECT * INTO h FROM quotakit.holds x WHERE x.id = p_id FOR UPDATE;
    v_is_known := FOUND;
    IF v_is_known AND h.state = 'held' THEN
        -- The lease is over, but this call does not end it, because the account has another wallet since.
        IF h.expires_at <= t.now OR NOT quotakit.has_spends(p_id, p_spends) THEN
            RETURN quotakit.decision('conflict', p_id, t.now);
        END IF;
        IF p_attempt > h.attempt THEN
            UPDATE quotakit.holds x SET attempt = p_attempt WHERE x.id = p_id;
            PERFORM quotakit.save_time(t);
        END IF;
        RETURN quotakit.decision('done', p_id, t.now);
    ELSIF v_is_known AND h.state <> 'denied' THEN
        RETURN quotakit.decision('conflict', p_id, t.now);
    END IF;

    -- A late copy of an attempt that was denied or withdrawn. A hold would have no owner.
    v_is_repeated := v_is_known AND p_attempt <= h.attempt;
    IF p_spends @? '$[*].budget' THEN
        PERFORM quotakit.lock_budgets(t, p_spends);
    END IF;
    v_lack := quotakit.lack_of(t, p_spends, p_max_age_us * interval '1 microsecond', p_allows_unknown);
    IF v_is_repeated THEN
        RETURN quotakit.decision('denied', p_id, t.now, coalesce(
            v_lack, quotakit.lack('repeated', 0, (p_spends -> 0 ->> 'amount')::numeric, NULL, NULL, NULL, 0, NULL)));
    ELSIF v_lack IS NOT NULL AND quotakit.can_answer_help(t, p_spends, v_lack) THEN
        RETURN quotakit.decision('answerNeeded', NULL, t.now, v_lack);
    END IF;

    v_expires := t.now + p_lease_us * interval '1 microsecond';
    IF v_is_known THEN
        DELETE FROM quotakit.lines l WHERE l.hold = p_id;
        DELETE FROM quotakit.holds x WHERE x.id = p_id;
    END IF;
    INSERT INTO quotakit.holds (id, state, attempt, made_by, reserved_at, expires_at, settled_at, is_flagged, keeps_slots, note)
    VALUES (
        p_id, CASE WHEN v_lack IS NULL THEN 'held' ELSE 'denied' END, p_attempt, CASE WHEN v_lack IS NULL THEN p_attempt ELSE 0 END,
        t.now, v_expires, CASE WHEN v_lack IS NULL THEN NULL ELSE t.now END,
        coalesce(h.is_flagged, false), coalesce(h.keeps_slots, false), p_note);
    PERFORM quotakit.add_lines(t, p_id, p_spends, CASE WHEN v_lack IS NULL THEN v_expires END);
    IF v_lack IS NULL THEN
        PERFORM quotakit.hold_lines(p_id);
    END IF;
    PERFORM quotakit.save_time(t);
    RETURN quotakit.decision(CASE WHEN v_lack IS NULL THEN 'done' ELSE 'denied' END, p_id, t.now, v_lack);
END $$;
-- Ends a reservation. Money that was spent is always recorded; what is free again is decided once.

-- Gives all slots of a reservation back.
CREATE OR REPLACE FUNCTION quotakit.free_slots(p_id text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE quotakit.slots s SET taken = s.taken - e.taken
    FROM (
        SELECT l.wallet, l.concurrency, count(*) AS taken FROM quotakit.lines l WHERE l.hold = p_id AND l.has_slot GROUP BY l.wallet, l.concurrency
    ) e
    WHERE s.wallet = e.wallet AND s.name = e.concurrency;
    UPDATE quotakit.lines l SET has_slot = false, watched_until = NULL WHERE l.hold = p_id;
END $$;

-- Undoes a hold, and gives it another state.
CREATE OR REPLACE FUNCTION quotakit.undo(t quotakit.turn, p_id text, p_state text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    l quotakit.lines;
BEGIN
    FOR l IN SELECT * FROM quotakit.lines x WHERE x.hold = p_id ORDER BY x.budget, x.period, x.n LOOP
        PERFORM quotakit.book(l.wallet, l.balance, l.unit, -l.amount, 0);
        PERFORM quotakit.count_in_budget(l.budget, l.period, -l.amount);
    END LOOP;
    PERFORM quotakit.free_slots(p_id);
    UPDATE quotakit.holds h SET state = p_state, settled_at = t.now WHERE h.id = p_id;
END $$;

-- Records what a held or expired reservation has cost.
CREATE OR REPLACE FUNCTION quotakit.commit_held(t quotakit.turn, h quotakit.holds, p_actual jsonb, p_keeps_slots boolean) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    l quotakit.lines;
    v_actual numeric;
    v_spent numeric;
    v_superseded timestamptz;
    v_is_above boolean := false;
    v_keeps boolean := false;
    v_had_slot boolean := false;
BEGIN
    -- In the order of the budgets, because two wallets may share some.
    FOR l IN SELECT * FROM quotakit.lines x WHERE x.hold = h.id ORDER BY x.budget, x.period, x.n LOOP
        v_actual := coalesce((p_actual ->> l.n)::numeric, l.amount);
        SELECT w.superseded INTO v_superseded FROM quotakit.wallets w WHERE w.name = l.wallet;
        v_spent := CASE WHEN t.now < v_superseded THEN 0 ELSE v_actual END;
        -- Expiry has counted the whole amount already, unless an answer includes it since.
        IF h.state = 'expired' AND h.settled_at >= v_superseded THEN
            v_spent := v_spent - l.amount;
        END IF;
        PERFORM quotakit.book(l.wallet, l.balance, l.unit, CASE WHEN h.state = 'held' THEN -l.amount ELSE 0 END, v_spent);
        IF l.budget IS NOT NULL THEN
            PERFORM quotakit.count_in_budget(l.budget, l.period, v_actual - l.amount);
        END IF;
        v_is_above := v_is_above OR v_actual > l.amount;
        v_had_slot := v_had_slot OR l.has_slot;
    END LOOP;

    v_keeps := p_keeps_slots AND v_had_slot;
    IF v_had_slot AND NOT v_keeps THEN
        PERFORM quotakit.free_slots(h.id);
    END IF;
    UPDATE quotakit.lines x
    SET actual = coalesce((p_actual ->> x.n)::numeric, x.amount), charged_at = t.now, watched_until = CASE WHEN v_keeps THEN h.expires_at END
    WHERE x.hold = h.id;
    UPDATE quotakit.holds x SET state = 'committed', settled_at = t.now, keeps_slots = p_keeps_slots, is_flagged = x.is_flagged OR v_is_above
    WHERE x.id = h.id;
END $$;

-- Records money that was spent without a hold: after a release or a denial, or with an id that the ledger does not know.
CREATE OR REPLACE FUNCTION quotakit.commit_unheld(
    t quotakit.turn, p_id text, h quotakit.holds, p_spends jsonb, p_actual jsonb, p_keeps_slots boolean)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    l quotakit.lines;
    v_periods text[];
BEGIN
    -- What was reserved once counts in the period of that time.
    IF h.state = 'released' THEN
        v_periods := ARRAY(SELECT x.period FROM quotakit.lines x WHERE x.hold = p_id ORDER BY x.n);
    END IF;
    DELETE FROM quotakit.lines x WHERE x.hold = p_id;
    PERFORM quotakit.add_lines(t, p_id, p_spends, NULL);
    UPDATE quotakit.lines x
    SET actual = coalesce((p_actual ->> x.n)::numeric, x.amount), charged_at = t.now,
        period = CASE WHEN x.budget IS NOT NULL THEN coalesce(v_periods[x.n + 1], x.period) END
    WHERE x.hold = p_id;
    FOR l IN SELECT * FROM quotakit.lines x WHERE x.hold = p_id ORDER BY x.budget, x.period, x.n LOOP
        PERFORM quotakit.book(l.wallet, l.balance, l.unit, 0, CASE WHEN t.now < w.superseded THEN 0 ELSE l.actual END)
        FROM quotakit.wallets w WHERE w.name = l.wallet;
        PERFORM quotakit.count_in_budget(l.budget, l.period, l.actual);
    END LOOP;

    IF h.id IS NULL THEN
        INSERT INTO quotakit.holds (id, state, attempt, made_by, reserved_at, expires_at, settled_at, is_flagged, keeps_slots)
        VALUES (p_id, 'committed', 0, 0, t.now, t.now, t.now, true, p_keeps_slots);
    ELSE
        UPDATE quotakit.holds x SET state = 'committed', settled_at = t.now, is_flagged = true, keeps_slots = p_keeps_slots WHERE x.id = p_id;
    END IF;
END $$;

-- Removes reservations that were settled long ago, some at a time. Not those that keep a slot. SKIP LOCKED, because a late commit may hold one.
CREATE OR REPLACE FUNCTION quotakit.forget(t quotakit.turn, p_retention_us bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_most constant integer := 1000;
    v_old text[];
BEGIN
    PERFORM FROM quotakit.wallets w WHERE w.name = t.wallets[1] AND w.forgets_at <= t.now;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    v_old := ARRAY(
        SELECT h.id FROM quotakit.holds h
        WHERE h.settled_at < t.now - p_retention_us * interval '1 microsecond'
            AND NOT (h.keeps_slots AND EXISTS (SELECT FROM quotakit.lines l WHERE l.hold = h.id AND l.watched_until IS NOT NULL))
        ORDER BY h.settled_at LIMIT v_most FOR UPDATE OF h SKIP LOCKED);
    DELETE FROM quotakit.lines l WHERE l.hold = ANY (v_old);
    DELETE FROM quotakit.holds h WHERE h.id = ANY (v_old);
    UPDATE quotakit.wallets w
    SET forgets_at = t.now + CASE WHEN cardinality(v_old) < v_most THEN interval '1 minute' ELSE interval '1 second' END
    WHERE w.name = t.wallets[1];
END $$;

CREATE OR REPLACE FUNCTION quotakit.settle(
    p_id text, p_attempt bigint, p_kind text, p_spends jsonb, p_actual jsonb, p_keeps_slots boolean, p_retention_us bigint, p_lock_timeout text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    t quotakit.turn;
    h quotakit.holds;
    v_is_known boolean;
BEGIN
    t := quotakit.begin_turn(
        ARRAY(SELECT e ->> 'wallet' FROM jsonb_array_elements(p_spends) e UNION SELECT l.wallet FROM quotakit.lines l WHERE l.hold = p_id),
        p_lock_timeout);
    SELECT * INTO h FROM quotakit.holds x WHERE x.id = p_id FOR UPDATE;
    v_is_known := FOUND;
    PERFORM quotakit.check_wallets(t, p_id);

    IF p_kind = 'commit' THEN
        -- The id was used for other spends, by the handle of a ledger that has lost its reservation. Its amounts fit no line.
        IF h.state IN ('held', 'expired', 'committed')
            AND jsonb_array_length(p_spends) <> (SELECT count(*) FROM quotakit.lines l WHERE l.hold = p_id)
        THEN
            RETURN quotakit.decision('conflict', p_id, t.now);
        ELSIF h.state = 'committed' THEN
            IF EXISTS (
                SELECT FROM quotakit.lines l WHERE l.hold = p_id AND l.actual IS DISTINCT FROM coalesce((p_actual ->> l.n)::numeric, l.amount))
            THEN
                RETURN quotakit.decision('conflict', p_id, t.now);
            ELSIF p_keeps_slots OR NOT EXISTS (SELECT FROM quotakit.lines l WHERE l.hold = p_id AND l.has_slot) THEN
                RETURN quotakit.decision('done', p_id, t.now);
            END IF;
            -- It ends a commit that kept its slots.
            PERFORM quotakit.free_slots(p_id);
        ELSIF h.state IN ('held', 'expired') THEN
            PERFORM quotakit.commit_held(t, h, p_actual, p_keeps_slots);
        ELSE
            PERFORM quotakit.commit_unheld(t, p_id, h, p_spends, p_actual, p_keeps_slots);
        END IF;
    ELSIF NOT v_is_known THEN
        -- A tombstone: a reserve that arrives later is not granted.
        INSERT INTO quotakit.holds (id, state, attempt, made_by, reserved_at, expires_at, settled_at)
        VALUES (p_id, CASE p_kind WHEN 'release' THEN 'released' ELSE 'denied' END, p_attempt, 0, t.now, t.now, t.now);
    ELSIF p_kind = 'release' THEN
        IF h.state IN ('denied', 'released') THEN
            RETURN quotakit.decision('done', p_id, t.now);
        -- An earlier handle must not free what a later one may be spending.
        ELSIF h.state = 'held' AND h.attempt = p_attempt THEN
            PERFORM quotakit.undo(t, p_id, 'released');
        ELSIF h.state = 'committed' AND h.keeps_slots THEN
            PERFORM quotakit.free_slots(p_id);
        ELSE
            RETURN quotakit.decision('conflict', p_id, t.now);
        END IF;
    ELSIF h.state = 'denied' AND h.attempt < p_attempt THEN
        UPDATE quotakit.holds x SET attempt = p_attempt WHERE x.id = p_id;
    ELSIF h.state = 'held' AND h.made_by = p_attempt AND h.attempt = p_attempt THEN
        PERFORM quotakit.undo(t, p_id, 'denied');
    ELSE
        RETURN quotakit.decision('done', p_id, t.now);
    END IF;
    PERFORM quotakit.save_time(t);
    PERFORM quotakit.forget(t, p_retention_us);
    RETURN quotakit.decision('done', p_id, t.now);
END $$;

-- The wallets of a reservation were read before they were locked. Fails if it has got others since; the client then retries.
CREATE OR REPLACE FUNCTION quotakit.check_wallets(t quotakit.turn, p_id text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM quotakit.lines l WHERE l.hold = p_id AND NOT l.wallet = ANY (t.wallets);
    IF FOUND THEN
        RAISE EXCEPTION 'the reservation has changed its wallets' USING ERRCODE = 'serialization_failure';
    END IF;
END $$;

-- Moves the end of a lease to this long after now, unless it already ends later.
CREATE OR REPLACE FUNCTION quotakit.renew(p_id text, p_lease_us bigint, p_lock_timeout text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    t quotakit.turn;
    h quotakit.holds;
    v_expires timestamptz;
BEGIN
    t := quotakit.begin_turn(ARRAY(SELECT l.wallet FROM quotakit.lines l WHERE l.hold = p_id), p_lock_timeout);
    SELECT * INTO h FROM quotakit.holds x WHERE x.id = p_id FOR UPDATE;
    PERFORM quotakit.check_wallets(t, p_id);
    IF h.state IS DISTINCT FROM 'held' AND NOT (
        coalesce(h.state = 'committed', false) AND EXISTS (SELECT FROM quotakit.lines l WHERE l.hold = p_id AND l.has_slot))
    THEN
        RETURN quotakit.decision('conflict', p_id, t.now);
    END IF;
    v_expires := t.now + p_lease_us * interval '1 microsecond';
    IF v_expires > h.expires_at THEN
        UPDATE quotakit.holds x SET expires_at = v_expires WHERE x.id = p_id;
        UPDATE quotakit.lines l SET watched_until = v_expires WHERE l.hold = p_id;
        PERFORM quotakit.save_time(t);
    END IF;
    RETURN quotakit.decision('done', p_id, t.now);
END $$;
-- Decides who asks the vendor, and what an answer changes.

CREATE OR REPLACE FUNCTION quotakit.begin_poll(p_wallet text, p_fresh_from bigint, p_lock_timeout text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    t quotakit.turn := quotakit.begin_turn(ARRAY[p_wallet], p_lock_timeout);
    w quotakit.wallets;
    v_from bigint;
    -- A poll that takes longer is taken for dead, and another process asks.
    v_longest constant interval := interval '10 seconds';
BEGIN
    SELECT * INTO w FROM quotakit.wallets x WHERE x.name = p_wallet;
    v_from := coalesce(p_fresh_from, w.tickets + 1);
    -- The raw clock: a poll that ends far in the future was begun before the clock was set back.
    IF coalesce(w.answer_number, 0) >= v_from OR coalesce(t.clock < w.poll_ends AND w.poll_ends <= t.clock + v_longest, false) THEN
        RETURN json_build_object('freshFrom', v_from, 'latest', coalesce(w.answer_number, 0))::text;
    END IF;
    UPDATE quotakit.wallets x SET tickets = w.tickets + 1, poll_ends = t.clock + v_longest, newest = t.now WHERE x.name = p_wallet;
    RETURN json_build_object(
        'number', w.tickets + 1, 'time', t.now, 'freshFrom', v_from, 'latest', coalesce(w.answer_number, 0))::text;
END $$;

-- Records an answer. p_snapshot is null when asking failed, which only ends the poll.
CREATE OR REPLACE FUNCTION quotakit.offer(
    p_wallet text, p_number bigint, p_time timestamptz, p_snapshot jsonb, p_lag_us bigint, p_lock_timeout text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    t quotakit.turn := quotakit.begin_turn(ARRAY[p_wallet], p_lock_timeout);
    w quotakit.wallets;
    b jsonb;
BEGIN
    SELECT * INTO w FROM quotakit.wallets x WHERE x.name = p_wallet;
    UPDATE quotakit.wallets x SET poll_ends = CASE WHEN p_number = w.tickets THEN NULL ELSE w.poll_ends END, newest = greatest(w.newest, t.now)
    WHERE x.name = p_wallet;
    -- Answers are ordered by their tickets: an older one that arrives late changes nothing.
    IF p_snapshot IS NULL OR p_number <= w.answer_number THEN
        RETURN;
    END IF;

    w.primary_balance := p_snapshot ->> 'primary';
    w.superseded := p_time - p_lag_us * interval '1 microsecond';
    UPDATE quotakit.wallets x
    -- While the clock is behind, the ticket's time stands still and tells no age.
    SET answer_number = p_number, answer_time = p_time, is_stale = t.clock < w.newest, is_active = (p_snapshot ->> 'isActive')::boolean,
        primary_balance = w.primary_balance, superseded = w.superseded
    WHERE x.name = p_wallet;

    -- Moves what was held of the first balance before any answer told its key.
    UPDATE quotakit.lines l SET balance = w.primary_balance WHERE l.wallet = p_wallet AND l.balance = '';
    INSERT INTO quotakit.pots AS p (wallet, balance, unit, held)
    SELECT x.wallet, w.primary_balance, x.unit, x.held FROM quotakit.pots x WHERE x.wallet = p_wallet AND x.balance = ''
    ON CONFLICT (wallet, balance, unit) DO UPDATE SET held = p.held + excluded.held;
    UPDATE quotakit.pots p
    SET held = CASE WHEN p.balance = '' THEN 0 ELSE p.held END, is_answered = false, remaining = NULL, is_unlimited = false, resets_at = NULL
    WHERE p.wallet = p_wallet;

    FOR b IN SELECT jsonb_array_elements(p_snapshot -> 'balances') LOOP
        INSERT INTO quotakit.pots AS p (wallet, balance, unit, is_answered, remaining, is_unlimited, is_part, resets_at)
        VALUES (
            p_wallet, b ->> 'key', b ->> 'unit', true, (b ->> 'remaining')::numeric, coalesce((b ->> 'isUnlimited')::boolean, false),
            coalesce((b ->> 'isPart')::boolean, false), (b ->> 'resetsAt')::timestamptz)
        ON CONFLICT (wallet, balance, unit) DO UPDATE
        SET is_answered = true, remaining = excluded.remaining, is_unlimited = excluded.is_unlimited, is_part = excluded.is_part,
            resets_at = excluded.resets_at;
    END LOOP;

    -- The answer includes what was settled before it was asked for, less the vendor's lag. Only the rest is counted.
    UPDATE quotakit.pots p SET spent = coalesce((
        SELECT sum(coalesce(l.actual, l.amount)) FROM quotakit.lines l
        WHERE l.wallet = p.wallet AND l.balance = p.balance AND l.unit = p.unit AND l.charged_at >= w.superseded), 0)
    WHERE p.wallet = p_wallet;
    -- For those who wait. It arrives after the commit; behind PgBouncer it may not arrive at all, so nobody may depend on it.
    PERFORM pg_notify('quotakit', p_wallet);
END $$;

-- Makes the recorded answer too old for any decision, because the vendor has contradicted it.
CREATE OR REPLACE FUNCTION quotakit.expire_answer(p_wallet text, p_lock_timeout text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM quotakit.begin_turn(ARRAY[p_wallet], p_lock_timeout);
    UPDATE quotakit.wallets w SET is_stale = true WHERE w.name = p_wallet;
END $$;
-- Reads. Only the position locks, because it first ends leases; the others show them as ended.

CREATE OR REPLACE FUNCTION quotakit.position(p_wallet text, p_balance text, p_lock_timeout text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    t quotakit.turn := quotakit.begin_turn(ARRAY[p_wallet], p_lock_timeout);
    w quotakit.wallets;
    p quotakit.pots;
    v_is_usable boolean;
BEGIN
    SELECT * INTO w FROM quotakit.wallets x WHERE x.name = p_wallet;
    SELECT * INTO p FROM quotakit.pots x WHERE x.wallet = p_wallet AND x.balance = coalesce(p_balance, w.primary_balance)
    -- Of a balance that the answer does not have, the unit in which amounts are booked.
    ORDER BY x.is_answered DESC, (x.held + x.spent <> 0) DESC, x.added LIMIT 1;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    v_is_usable := NOT w.is_stale AND w.answer_number IS NOT NULL AND t.clock >= w.newest AND p.is_answered;
    RETURN json_build_object(
        'balance', p.balance,
        'unit', p.unit,
        -- Amounts in another unit cannot be subtracted.
        'remaining', CASE WHEN EXISTS (
            SELECT FROM quotakit.pots x WHERE x.wallet = p_wallet AND x.balance = p.balance AND x.unit <> p.unit AND x.held + x.spent <> 0
        ) THEN NULL ELSE p.remaining END,
        'isUnlimited', p.is_unlimited,
        'isActive', w.is_active,
        'held', p.held,
        'spent', p.spent,
        'askedAt', CASE WHEN v_is_usable THEN w.answer_time END,
        'resetsAt', p.resets_at,
        'now', t.now)::text;
END $$;

-- The ledger's time for a reservation: not behind any time that was written in one of its wallets.
CREATE OR REPLACE FUNCTION quotakit.now_of(p_id text) RETURNS timestamptz LANGUAGE plpgsql AS $$
BEGIN
    RETURN greatest(quotakit.clock(), (
        SELECT max(w.newest) FROM quotakit.lines l JOIN quotakit.wallets w ON w.name = l.wallet WHERE l.hold = p_id));
END $$;

CREATE OR REPLACE FUNCTION quotakit.find(p_id text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN quotakit.hold_json(p_id, quotakit.now_of(p_id))::text;
END $$;

-- The index of watched lines leads to what is held, however many rows are settled.
CREATE OR REPLACE FUNCTION quotakit.list(p_account text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY
    SELECT quotakit.hold_json(h.id, h.expires_at - interval '1 microsecond')::text FROM quotakit.holds h
    WHERE h.state = 'held' AND h.expires_at > quotakit.now_of(h.id) AND h.id IN (
        SELECT l.hold FROM quotakit.lines l WHERE l.watched_until IS NOT NULL AND (p_account IS NULL OR l.account = p_account))
    ORDER BY h.reserved_at DESC, h.id DESC;
END $$;
