-- Reads. Only the position locks, because it first ends leases; the others show them as ended.

CREATE OR REPLACE FUNCTION quotakit.position(p_wallet text, p_balance text, p_lock_timeout text) RETURNS text
LANGUAGE plpgsql SET enable_seqscan = off AS $$
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

CREATE OR REPLACE FUNCTION quotakit.find(p_id text) RETURNS text LANGUAGE plpgsql SET enable_seqscan = off AS $$
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
