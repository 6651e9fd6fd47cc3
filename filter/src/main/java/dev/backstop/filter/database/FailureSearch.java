/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.database;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The search through a throwable and everything that hangs on it, nearest first: causes, an SQLException's next ones, and, if these say
 * nothing, what was suppressed. Cycles do not harm, and beyond {@link #MOST} of them, or deeper than {@link #DEEPEST}, nothing is looked
 * at. A throwable that fails when it is asked ends the search; what was found so far counts.
 *
 * <p>One per fault, not shared.
 */
final class FailureSearch {
    static final int MOST = 50;
    static final int DEEPEST = 25;

    private final Phase phase;
    private final List<Node> nodes = new ArrayList<>(4);

    private @Nullable DatabaseFailure found;
    private @Nullable FailureKind wrapper;
    private @Nullable String pool;
    private boolean concluded;

    /**
     * One of them.
     *
     * @param above the nearest SQLException that it is below of, or itself; null if there is none
     */
    private record Node(
            Throwable thrown, int depth, @Nullable SqlSaying above) {}

    FailureSearch(Phase phase) {
        this.phase = phase;
    }

    /** The failure that the throwable tells of; null if none. */
    @Nullable
    DatabaseFailure in(Throwable top) {
        try {
            add(top, 0, null);
            int looked = look(0);
            if (found == null && wrapper == null && !concluded) {
                lookAtSuppressed(looked);
            }
            return result();
        } catch (RuntimeException | StackOverflowError theirs) {
            // Of code of the application's, a driver's or a pool's; what was found before counts.
            return result();
        }
    }

    private @Nullable DatabaseFailure result() {
        DatabaseFailure failure = found;
        FailureKind byFramework = wrapper;
        if (failure != null) {
            FailureKind kind = inPhase(failure.kind());
            return new DatabaseFailure(kind, failure.sqlState(), failure.vendorCode(), failure.driver(), pool);
        }
        return byFramework == null || concluded
                ? null
                : new DatabaseFailure(inPhase(byFramework), null, 0, Driver.OTHER, pool);
    }

    /** Many drivers say the same of a connection that they cannot make and of one that broke. */
    private FailureKind inPhase(FailureKind kind) {
        boolean ofConnection = kind == FailureKind.CONNECT_FAILED || kind == FailureKind.CONNECTION_LOST;
        if (phase == Phase.CONNECTING && (ofConnection || kind == FailureKind.QUERY_TIMEOUT)) {
            return FailureKind.CONNECT_FAILED;
        }
        return phase == Phase.EXECUTING && ofConnection ? FailureKind.CONNECTION_LOST : kind;
    }

    /** Looks at all from the given one on, and at what it leads to on the way. Returns how many there are then. */
    private int look(int from) {
        int i = from;
        for (; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            SqlSaying saying = SqlSaying.of(node.thrown);
            if (saying != null) {
                listen(saying);
            } else if (node.above != null) {
                listenToNetwork(node.thrown, node.above);
            } else if (wrapper == null) {
                wrapper = FailureTable.TABLE.ofWrapper(node.thrown.getClass());
            }
            SqlSaying above = saying != null ? saying : node.above;
            add(node.thrown.getCause(), node.depth + 1, above);
            add(SqlSaying.next(node.thrown), node.depth + 1, above);
        }
        return i;
    }

    /** What was suppressed happened later, while something else was already wrong. */
    private void lookAtSuppressed(int known) {
        for (int i = 0; i < known; i++) {
            Node node = nodes.get(i);
            for (Throwable suppressed : node.thrown.getSuppressed()) {
                add(suppressed, node.depth + 1, null);
            }
        }
        look(known);
    }

    private void listen(SqlSaying saying) {
        if (pool == null) {
            pool = saying.pool();
        }
        if (saying.kind() != null) {
            note(saying.kind(), saying);
        } else if (FailureTable.isConclusive(saying.state())) {
            concluded = true;
        }
    }

    /** It says more of the same than the SQLException above it, unless that knows that it never had a connection. */
    private void listenToNetwork(Throwable thrown, SqlSaying above) {
        if (above.kind() == FailureKind.CONNECT_FAILED) {
            return;
        }
        FailureKind kind = FailureTable.TABLE.ofNetwork(thrown.getClass(), thrown.getMessage());
        if (kind != null) {
            note(kind, above);
        }
    }

    private void note(FailureKind kind, SqlSaying saying) {
        if (found == null || kind.compareTo(found.kind()) < 0) {
            found = new DatabaseFailure(kind, saying.state(), saying.vendorCode(), saying.driver(), null);
        }
    }

    @SuppressWarnings("ReferenceEquality") // A throwable is itself, whatever it says it equals.
    private void add(@Nullable Throwable thrown, int depth, @Nullable SqlSaying above) {
        if (thrown == null || depth > DEEPEST || nodes.size() >= MOST) {
            return;
        }
        for (Node node : nodes) {
            if (node.thrown == thrown) {
                return;
            }
        }
        nodes.add(new Node(thrown, depth, above));
    }
}
