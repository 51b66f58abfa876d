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

-- Writes the lines of a reservation. If it is held, which it is until p_watched_until, adds them to all totals. Null means that it is not held.
CREATE OR REPLACE FUNCTION quotakit.add_lines(t quotakit.turn, p_id text, p_spends jsonb, p_watched_until timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    v_spend jsonb;
    l quotakit.lines;
BEGIN
    FOR i IN 0 .. jsonb_array_length(p_spends) - 1 LOOP
        v_spend := p_spends -> i;
        INSERT INTO quotakit.lines (hold, n, account, wallet, balance, unit, amount, budget, period, concurrency, has_slot, watched_until, spend)
        SELECT p_id, i, v_spend ->> 'account', w.name, coalesce(v_spend ->> 'balance', w.primary_balance, ''), v_spend ->> 'unit',
            (v_spend ->> 'amount')::numeric, v_spend -> 'budget' ->> 'name',
            CASE WHEN v_spend ? 'budget' THEN quotakit.period_of(v_spend -> 'budget', t.now) END, v_spend -> 'concurrency' ->> 'name',
            p_watched_until IS NOT NULL AND v_spend ? 'concurrency', p_watched_until, v_spend
        FROM quotakit.wallets w WHERE w.name = v_spend ->> 'wallet'
        RETURNING * INTO l;
        IF p_watched_until IS NOT NULL THEN
            PERFORM quotakit.book(l.wallet, l.balance, l.unit, l.amount, 0);
            IF l.budget IS NOT NULL THEN
                PERFORM quotakit.count_in_budget(l.budget, l.period, l.amount);
            END IF;
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
RETURNS text LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    t quotakit.turn;
    h quotakit.holds;
    v_is_known boolean;
    v_is_repeated boolean;
    v_lack jsonb;
    v_expires timestamptz;
BEGIN
    t := quotakit.begin_turn(quotakit.wallets_of(p_spends), p_lock_timeout);
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
    PERFORM quotakit.save_time(t);
    RETURN quotakit.decision(CASE WHEN v_lack IS NULL THEN 'done' ELSE 'denied' END, p_id, t.now, v_lack);
END $$;
