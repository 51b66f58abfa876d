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
RETURNS text LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    t quotakit.turn;
    h quotakit.holds;
    v_is_known boolean;
    v_lines integer;
BEGIN
    t := quotakit.begin_turn(
        quotakit.wallets_of(p_spends, ARRAY(SELECT l.wallet FROM quotakit.lines l WHERE l.hold = p_id)), p_lock_timeout);
    SELECT * INTO h FROM quotakit.holds x WHERE x.id = p_id FOR UPDATE;
    v_is_known := FOUND;
    v_lines := quotakit.count_lines(t, p_id);

    IF p_kind = 'commit' THEN
        -- The id was used for other spends, by the handle of a ledger that has lost its reservation. Its amounts fit no line.
        IF h.state IN ('held', 'expired', 'committed') AND jsonb_array_length(p_spends) <> v_lines THEN
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
    IF EXISTS (SELECT FROM quotakit.wallets w WHERE w.name = t.wallets[1] AND w.forgets_at <= t.now) THEN
        PERFORM quotakit.forget(t, p_retention_us);
    END IF;
    RETURN quotakit.decision('done', p_id, t.now);
END $$;

-- Counts the lines of a reservation. Its wallets were read before they were locked: fails if it has got others since; the client then retries.
CREATE OR REPLACE FUNCTION quotakit.count_lines(t quotakit.turn, p_id text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    v_lines integer;
    v_unlocked integer;
BEGIN
    SELECT count(*), count(*) FILTER (WHERE l.wallet <> ALL (t.wallets)) INTO v_lines, v_unlocked FROM quotakit.lines l WHERE l.hold = p_id;
    IF v_unlocked > 0 THEN
        RAISE EXCEPTION 'the reservation has changed its wallets' USING ERRCODE = 'serialization_failure';
    END IF;
    RETURN v_lines;
END $$;

-- Moves the end of a lease to this long after now, unless it already ends later.
CREATE OR REPLACE FUNCTION quotakit.renew(p_id text, p_lease_us bigint, p_lock_timeout text) RETURNS text LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
    t quotakit.turn;
    h quotakit.holds;
    v_expires timestamptz;
BEGIN
    t := quotakit.begin_turn(ARRAY(SELECT l.wallet FROM quotakit.lines l WHERE l.hold = p_id), p_lock_timeout);
    SELECT * INTO h FROM quotakit.holds x WHERE x.id = p_id FOR UPDATE;
    PERFORM quotakit.count_lines(t, p_id);
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
