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
        coalesce((v_spend ->> 'freshFrom')::bigint <= w.answer_number AND w.answer_number > coalesce(w.void_through, 0), false)
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
    IF p_lack ->> 'reason' IN ('budget', 'concurrency') THEN
        RETURN false;
    ELSIF v_spend @> '{"isAsked": true}' THEN
        -- The vendor was asked, but has contradicted that answer since.
        RETURN EXISTS (
            SELECT FROM quotakit.wallets w
            WHERE w.name = v_spend ->> 'wallet' AND (v_spend ->> 'freshFrom')::bigint <= w.void_through AND w.answer_number <= w.void_through);
    END IF;
    RETURN v_asked IS NULL OR t.now - v_asked > interval '2 seconds'
        OR EXISTS (SELECT FROM quotakit.wallets w WHERE w.name = v_spend ->> 'wallet' AND t.clock < w.newest);
END $$;
