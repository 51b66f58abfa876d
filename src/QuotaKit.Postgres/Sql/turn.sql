-- What every call begins and ends with: locks, the ledger's time, leases that are over, and the reply.
-- All functions are VOLATILE (the default) and run under READ COMMITTED, so each statement sees what was committed before that statement. Therefore
-- "lock first, then sum": locking and summing in one statement sums what was there before the lock was granted, and that overspends.
-- Those that are called often do without sequential scans (enable_seqscan = off). A session keeps its plans, and one that was made while the tables were
-- small would read a million rows later.

-- The clock of the ledger. It is a function of its own so that tests can move it; the planner inlines it, so it costs nothing.
CREATE OR REPLACE FUNCTION quotakit.clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT clock_timestamp()';

-- Adds the wallets of spends to those that are known.
CREATE OR REPLACE FUNCTION quotakit.wallets_of(p_spends jsonb, p_known text[] DEFAULT '{}') RETURNS text[] LANGUAGE plpgsql AS $$
BEGIN
    FOR i IN 0 .. jsonb_array_length(p_spends) - 1 LOOP
        IF p_spends -> i ->> 'wallet' <> ALL (p_known) THEN
            p_known := p_known || (p_spends -> i ->> 'wallet');
        END IF;
    END LOOP;
    RETURN p_known;
END $$;

-- Locks the wallets one after the other in the order of their names, so that two calls never wait for each other in a circle. Reads the clock after the
-- locks, because a time from before a long wait may be earlier than what the previous owner wrote. Then ends the leases that are over.
CREATE OR REPLACE FUNCTION quotakit.begin_turn(p_wallets text[], p_lock_timeout text) RETURNS quotakit.turn
LANGUAGE plpgsql SET enable_seqscan = off AS $$
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
        -- EXISTS first, because its plan is kept. The array is planned anew each time: its expected size depends on the values.
        IF EXISTS (SELECT FROM quotakit.lines l WHERE l.wallet = v_name AND l.watched_until <= t.now) THEN
            v_ended := ARRAY(SELECT l.hold FROM quotakit.lines l WHERE l.wallet = v_name AND l.watched_until <= t.now);
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
DECLARE
    v_name text;
BEGIN
    -- One at a time, because the plan is kept. With = ANY it depends on the number of names, so it is made anew each time.
    FOREACH v_name IN ARRAY t.wallets LOOP
        UPDATE quotakit.wallets w SET newest = t.now WHERE w.name = v_name AND w.newest < t.now;
    END LOOP;
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
DECLARE
    h record;
BEGIN
    -- One statement, because callers without a lock must see the reservation and its lines as they were at one moment.
    SELECT x.*, (
        SELECT json_agg(json_build_object('spend', l.spend, 'balance', l.balance, 'actual', l.actual))
        -- Sorted by the index. An ORDER BY of json_agg would sort anew.
        FROM (SELECT * FROM quotakit.lines y WHERE y.hold = x.id ORDER BY y.n) l) AS lines
    INTO h FROM quotakit.holds x WHERE x.id = p_id;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    IF h.state = 'held' AND h.expires_at <= p_now THEN
        h.state := 'expired';
        h.settled_at := h.expires_at;
    END IF;
    RETURN json_build_object(
        'id', h.id, 'state', h.state, 'attempt', h.attempt, 'madeBy', h.made_by, 'reservedAt', h.reserved_at, 'expiresAt', h.expires_at,
        'settledAt', h.settled_at, 'isFlagged', h.is_flagged, 'keepsSlots', h.keeps_slots, 'note', h.note, 'lines', h.lines);
END $$;

-- Returns the reply to a call.
CREATE OR REPLACE FUNCTION quotakit.decision(p_outcome text, p_id text, p_now timestamptz, p_lack jsonb DEFAULT NULL) RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
    RETURN json_build_object('outcome', p_outcome, 'now', p_now, 'lack', p_lack, 'hold', quotakit.hold_json(p_id, p_now))::text;
END $$;
