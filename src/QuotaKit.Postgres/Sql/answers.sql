-- Decides who asks the vendor, and what an answer changes.

CREATE OR REPLACE FUNCTION quotakit.begin_poll(p_wallet text, p_fresh_from bigint, p_lock_timeout text) RETURNS text
LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    t quotakit.turn := quotakit.begin_turn(ARRAY[p_wallet], p_lock_timeout);
    w quotakit.wallets;
    v_from bigint;
    -- A poll that takes longer is taken for dead, and another process asks.
    v_longest constant interval := interval '10 seconds';
BEGIN
    SELECT * INTO w FROM quotakit.wallets x WHERE x.name = p_wallet;
    v_from := greatest(coalesce(p_fresh_from, w.tickets + 1), coalesce(w.void_through, 0) + 1);
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
RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    t quotakit.turn := quotakit.begin_turn(ARRAY[p_wallet], p_lock_timeout);
    w quotakit.wallets;
    b jsonb;
BEGIN
    SELECT * INTO w FROM quotakit.wallets x WHERE x.name = p_wallet;
    UPDATE quotakit.wallets x SET poll_ends = CASE WHEN p_number = w.tickets THEN NULL ELSE w.poll_ends END, newest = greatest(w.newest, t.now)
    WHERE x.name = p_wallet;
    -- Answers are ordered by their tickets: an older one that arrives late changes nothing.
    -- A ticket above all that were issued is from a history that was lost, by a failover or a restored backup: its order means nothing here.
    IF p_snapshot IS NULL OR p_number <= w.answer_number OR p_number > w.tickets THEN
        RETURN;
    END IF;

    w.primary_balance := p_snapshot ->> 'primary';
    w.superseded := p_time - p_lag_us * interval '1 microsecond';
    UPDATE quotakit.wallets x
    -- While the clock is behind, the ticket's time stands still and tells no age.
    SET answer_number = p_number, answer_time = p_time, is_stale = t.clock < w.newest OR p_number <= coalesce(w.void_through, 0),
        is_active = (p_snapshot ->> 'isActive')::boolean, primary_balance = w.primary_balance, superseded = w.superseded
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
END $$;

-- Makes the recorded answer too old for any decision, because the vendor has contradicted it.
CREATE OR REPLACE FUNCTION quotakit.expire_answer(p_wallet text, p_lock_timeout text) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
    PERFORM quotakit.begin_turn(ARRAY[p_wallet], p_lock_timeout);
    -- Also answers that are on their way: they were asked for before.
    UPDATE quotakit.wallets w SET is_stale = true, void_through = w.tickets WHERE w.name = p_wallet;
END $$;
