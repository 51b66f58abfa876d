-- Holds all amounts of a reservation, or none.

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
        IF NOT quotakit.has_spends(p_id, p_spends) THEN
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
