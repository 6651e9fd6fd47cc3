/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;

/**
 * A response of which only the ownership is real. Its methods are what the filter does with it, in the filter's order, with a turn in
 * the place of the call of the container; they return the turn, or why there was none.
 */
final class StressedResponse extends OwnedResponse {
    private static final HttpServletResponse NOBODYS = (HttpServletResponse) Proxy.newProxyInstance(
            StressedResponse.class.getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (p, m, a) -> null);

    /** After that a failure goes past whoever is inside. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** What is known about the fault; plain. */
    private boolean hasFault;

    private volatile boolean armed;
    private volatile boolean finished;

    StressedResponse() {
        super(NOBODYS, 0);
    }

    /** One whose flush is held back. */
    static StressedResponse held() {
        StressedResponse response = new StressedResponse();
        response.enter();
        response.hold();
        response.exit();
        return response;
    }

    @Override
    void timeIsOver(int nowMillis) {
        throw new UnsupportedOperationException("nothing is armed");
    }

    // ---- the application

    /** Writes, and lets the held flush go if that is left to it. */
    String write(Turns turns) {
        return write(turns, turns);
    }

    /** The same, where the flush must not meet other writes either. */
    String write(Turns turns, Turns ofFlush) {
        if (!enter()) {
            return shutOut();
        }
        String turn = turns.take();
        return exit() ? turn + " and " + flush(ofFlush) : turn;
    }

    /** Writes, and has the flush held back that follows. */
    String writeAndHold(Turns turns, Turns ofFlush) {
        if (!enter()) {
            return shutOut();
        }
        hold();
        armed = true;
        String turn = turns.take();
        return exit() ? turn + " and " + flush(ofFlush) : turn;
    }

    /** Why a write reaches nobody. */
    private String shutOut() {
        if (!hasFault) {
            return "shut out for no reason";
        }
        return isRefusing() ? "refused" : "vanished";
    }

    /** Lets go what is held, because the application wrote more. */
    String releaseHold(Turns turns) {
        return isHeld() && claimToFlush() ? flush(turns) : "no flush";
    }

    /** Completes the asynchronous request; the rest is the container's. */
    void finish() {
        complete();
        finished = true;
    }

    boolean hasFinished() {
        return finished;
    }

    /** Comes to the end of the request, after which the container uses the response again. */
    String end(Turns turns) {
        leave();
        return turns.take();
    }

    // ---- a failure of the application's

    /** Answers; what the application still writes vanishes. */
    String answer(Turns turns) {
        if (!claim()) {
            return "too late";
        }
        try {
            hasFault = true;
            Hesitation.here();
            take(false);
            return turns.take();
        } finally {
            release();
        }
    }

    /** The same while the application writes: the failure waits for it, but not for ever. */
    String answerOverWrites(Turns turns) {
        long before = System.nanoTime();
        return orByForce(before, answer(turns));
    }

    /** Finds that nothing can be done, while the application writes, and gives the response back. */
    String failToAnswerOverWrites(Turns turns) {
        long before = System.nanoTime();
        if (!claim()) {
            return "too late";
        }
        try {
            hasFault = true;
            take(false);
            String turn = turns.take();
            giveBack();
            return orByForce(before, turn);
        } finally {
            release();
        }
    }

    private static String orByForce(long before, String turn) {
        return System.nanoTime() - before >= PATIENCE_NANOS ? "by force" : turn;
    }

    // ---- Backstop's worker

    /** Answers at the deadline, if nobody uses the response. */
    String answerAtDeadline(Turns turns) {
        if (!tryClaim()) {
            return "gave way";
        }
        try {
            hasFault = true;
            Hesitation.here();
            take(true);
            return turns.take();
        } finally {
            release();
        }
    }

    /** Whether the timer knows of the held flush. */
    boolean isArmed() {
        return armed;
    }

    /** Lets the held flush go, because its time is over. */
    String flushInTime(Turns turns) {
        return claimHeld() ? flush(turns) : "no flush";
    }

    /** By a thread that has claimed the response. */
    private String flush(Turns turns) {
        try {
            return turns.take();
        } finally {
            release();
        }
    }
}
