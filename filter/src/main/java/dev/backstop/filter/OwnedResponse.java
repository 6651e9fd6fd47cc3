/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Who may touch the container's response. Three kinds of threads meet here: the application's, which write; Backstop's worker, which
 * lets a held flush go, or answers when the deadline is over; and whichever thread a failure is found on. One atomic field decides:
 *
 * <pre>
 *   open     any number of threads of the application are inside a call ({@link #enter}, {@link #exit})
 *   claimed  one thread has the response to itself for a moment; the others wait ({@link #claim}, {@link #release})
 *   taken    Backstop has it for good: what the application writes vanishes, or fails ({@link #take})
 *   left     the request is over; nobody touches a response that the container uses for the next one ({@link #leave})
 *
 *   open --claim--&gt; claimed --release--&gt; open
 *                   claimed --take-----&gt; claimed and taken --release--&gt; taken
 *   open or taken --leave--&gt; left           (waits while it is claimed)
 * </pre>
 *
 * Beside it, while it is open: <i>held</i> is a flush that is held back, so that the response looks committed and is not; <i>due</i>, that
 * the flush was to go while somebody was inside a call: the last one out lets it go. <i>closed</i> and <i>completed</i> say that the
 * application is done with the stream, or with an asynchronous request.
 *
 * <p>Entering and leaving cost one compare-and-set each, and allocate nothing. Safe for use by many threads.
 */
abstract class OwnedResponse extends TimedResponse {
    private static final VarHandle STATE;

    private static final int USERS = 0xffff;
    private static final int HELD = 1 << 16;
    private static final int DUE = 1 << 17;
    private static final int CLAIMED = 1 << 18;
    private static final int TAKEN = 1 << 19;
    private static final int REFUSING = 1 << 20;
    private static final int CLOSED = 1 << 21;
    private static final int COMPLETED = 1 << 22;
    private static final int LEFT = 1 << 23;

    /** As long as a thread sleeps at most before it looks again whether another one is done. */
    private static final long LOOK_AGAIN_NANOS = 100_000;

    /** As long as a failure waits for other threads of the application that are inside a call. */
    private static final long MOST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(OwnedResponse.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile int state;

    OwnedResponse(HttpServletResponse response, int startMillis) {
        super(response, startMillis);
    }

    private boolean change(int from, int to) {
        return STATE.compareAndSet(this, from, to);
    }

    private boolean is(int flag) {
        return (state & flag) != 0;
    }

    private void set(int flag) {
        int current = state;
        while (!change(current, current | flag)) {
            current = state;
        }
    }

    // ---- the application's threads

    /**
     * Called before a call of the container's response; waits while somebody has it to itself.
     *
     * @return whether the response is the application's; then {@link #exit} must follow
     */
    final boolean enter() {
        while (true) {
            int current = state;
            if ((current & TAKEN) != 0) {
                return false;
            }
            if ((current & CLAIMED) != 0) {
                awaitUnclaimed();
            } else if (change(current, current + 1)) {
                return true;
            }
        }
    }

    /**
     * Called after it.
     *
     * @return whether a held flush came due meanwhile: the caller has claimed the response, must let the flush go, and must release it
     */
    final boolean exit() {
        while (true) {
            int current = state;
            int users = current & USERS;
            if (users == 0) {
                // Somebody took the response by force, see claim.
                return false;
            }
            boolean flushes = users == 1 && (current & DUE) != 0 && (current & TAKEN) == 0;
            int next = flushes ? ((current - 1) & ~(DUE | HELD)) | CLAIMED : current - 1;
            if (change(current, next)) {
                return flushes;
            }
        }
    }

    /** Called inside a call: from now on the flush is held back. */
    final void hold() {
        set(HELD);
    }

    /** Called inside a call: the application closed its stream or writer. */
    final void close() {
        set(CLOSED);
    }

    /**
     * Somebody completes the asynchronous request, the application or Backstop: the rest is the container's, and no deadline's. Waits for
     * an answer on its way.
     *
     * @return whether it is the caller who completes it; if not, it was done, or is being done
     */
    final boolean complete() {
        while (true) {
            int current = state;
            if ((current & CLAIMED) != 0) {
                awaitUnclaimed();
            } else if ((current & (COMPLETED | LEFT)) != 0) {
                return false;
            } else if (change(current, current | COMPLETED)) {
                return true;
            }
        }
    }

    /** The container would not complete it. */
    final void uncomplete() {
        int current = state;
        while (!change(current, current & ~COMPLETED)) {
            current = state;
        }
    }

    // ---- one thread alone

    /**
     * Claims the response, unless it is taken. Waits a little for threads that are inside a call; one that stays is blocked by the
     * client, or was thrown out of the call by an error, and is passed over.
     */
    final boolean claim() {
        long start = 0;
        while (true) {
            int current = state;
            if ((current & TAKEN) != 0) {
                return false;
            }
            if ((current & CLAIMED) != 0) {
                awaitUnclaimed();
            } else if ((current & USERS) == 0 || isTired(start)) {
                if (change(current, (current & ~USERS) | CLAIMED)) {
                    return true;
                }
            } else {
                start = start == 0 ? System.nanoTime() : start;
                LockSupport.parkNanos(this, LOOK_AGAIN_NANOS);
            }
        }
    }

    private static boolean isTired(long start) {
        return start != 0 && System.nanoTime() - start > MOST_WAIT_NANOS;
    }

    /** Claims the response for Backstop's worker, if nobody is inside a call and the application is not done with it. Never waits. */
    final boolean tryClaim() {
        int current = state;
        return (current & (USERS | CLAIMED | TAKEN | COMPLETED)) == 0 && change(current, current | CLAIMED);
    }

    /**
     * The time of a held flush is over: claims the response for it if nobody is inside a call; else the last one out has to see to it.
     *
     * @return whether it is claimed, and no longer held
     */
    final boolean claimHeld() {
        while (true) {
            int current = state;
            if ((current & HELD) == 0 || (current & (CLAIMED | TAKEN)) != 0) {
                return false;
            }
            boolean free = (current & USERS) == 0;
            int next = free ? (current & ~(HELD | DUE)) | CLAIMED : current | DUE;
            if (change(current, next)) {
                return free;
            }
        }
    }

    /** Claims a response whose flush is held back, to let it go; false if none is held any more. */
    final boolean claimToFlush() {
        if (!claim()) {
            return false;
        }
        if (!isHeld()) {
            release();
            return false;
        }
        int current = state;
        while (!change(current, current & ~(HELD | DUE))) {
            current = state;
        }
        return true;
    }

    /** Ends a claim. */
    final void release() {
        int current = state;
        while (!change(current, current & ~CLAIMED)) {
            current = state;
        }
    }

    /**
     * Turns a claim into possession. What was held is held no more; nothing of it has left.
     *
     * @param refusing whether what the application writes from now on fails; if not, it vanishes
     */
    final void take(boolean refusing) {
        int current = state;
        int flags = refusing ? TAKEN | REFUSING : TAKEN;
        while (!change(current, (current & ~(HELD | DUE)) | flags)) {
            current = state;
        }
    }

    /** Gives the response back that was taken, claimed as it is: nothing could be done with it. */
    final void giveBack() {
        int current = state;
        while (!change(current, current & ~(TAKEN | REFUSING))) {
            current = state;
        }
    }

    /**
     * The filter is left, and nothing goes on without it. Containers use a response again for the next request of its connection: from
     * here on nobody may touch it, the timer least of all.
     */
    final void leave() {
        while (true) {
            int current = state;
            if ((current & CLAIMED) != 0) {
                awaitUnclaimed();
            } else if (change(current, (current & ~(HELD | DUE)) | TAKEN | REFUSING | LEFT)) {
                return;
            }
        }
    }

    /**
     * The filter is left, but somebody writes on of whom Backstop does not hear when he is done: nothing is held any more, and no
     * deadline interferes.
     */
    final void detach() {
        while (true) {
            int current = state;
            if ((current & CLAIMED) != 0) {
                awaitUnclaimed();
            } else if (change(current, (current & ~(HELD | DUE)) | COMPLETED)) {
                return;
            }
        }
    }

    /** Waits until nobody has the response to itself. */
    final void awaitUnclaimed() {
        boolean interrupted = false;
        while (is(CLAIMED)) {
            LockSupport.parkNanos(this, LOOK_AGAIN_NANOS);
            // An interrupt would make every further park return at once.
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- what everybody may ask

    /** Whether a flush is held back, so that the response looks committed. */
    final boolean isHeld() {
        return is(HELD);
    }

    /** Whether the response is Backstop's, or nobody's any more. */
    final boolean isTaken() {
        return is(TAKEN);
    }

    /** Whether what the application writes to a response that is taken fails. */
    final boolean isRefusing() {
        return is(REFUSING);
    }

    final boolean isClosed() {
        return is(CLOSED);
    }

    final boolean isCompleted() {
        return is(COMPLETED);
    }

    final boolean isLeft() {
        return is(LEFT);
    }
}
