/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The threads that meet at a response, one interleaving at a time. */
class OwnedResponseTest {
    private static final HttpServletResponse NO_RESPONSE = (HttpServletResponse) Proxy.newProxyInstance(
            OwnedResponseTest.class.getClassLoader(), new Class<?>[] {HttpServletResponse.class}, (p, m, a) -> null);

    private final OwnedResponse response = new OwnedResponse(NO_RESPONSE, 0) {
        @Override
        void timeIsOver(int nowMillis) {
            throw new AssertionError("nothing is armed");
        }
    };

    @Test
    void deadlineNeverTakesAResponseInUse() {
        assertTrue(response.enter());

        assertFalse(response.tryClaim());
        response.exit();
        assertTrue(response.tryClaim());
    }

    @Test
    void applicationIsOutOnceTheDeadlineHasTheResponse() {
        assertTrue(response.tryClaim());
        response.take(true);
        response.release();

        assertFalse(response.enter());
        assertTrue(response.isRefusing());
        assertFalse(response.claim(), "nor can a failure claim it");
    }

    @Test
    void applicationGoesOnWhenTheDeadlineFindsNothingToDo() {
        assertTrue(response.tryClaim());
        response.release();

        assertTrue(response.enter());
    }

    @Test
    void writeWaitsWhileAHeldFlushIsLetGo() throws Exception {
        response.enter();
        response.hold();
        response.exit();
        assertTrue(response.claimHeld());
        FutureTask<Boolean> write = new FutureTask<>(response::enter);
        Thread writer = new Thread(write);
        writer.start();
        while (writer.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertFalse(write.isDone());
        response.release();

        assertTrue(write.get(), "the flush is out, and the application's write follows");
        assertFalse(response.isHeld());
    }

    @Test
    void lastOneOutLetsTheFlushGoThatCameDueMeanwhile() {
        response.enter();
        response.hold();
        response.enter();
        assertFalse(response.claimHeld(), "somebody is inside");
        assertTrue(response.isHeld());

        assertFalse(response.exit(), "somebody is still inside");
        assertTrue(response.exit());
        assertFalse(response.isHeld());
        response.release();
        assertTrue(response.enter());
    }

    @Test
    void heldFlushGoesOnce() {
        response.enter();
        response.hold();
        response.exit();

        assertTrue(response.claimToFlush());
        response.release();
        assertFalse(response.claimHeld());
        assertFalse(response.claimToFlush());
    }

    @Test
    void failureDropsWhatIsHeld() {
        response.enter();
        response.hold();
        response.exit();
        assertTrue(response.claim());
        response.take(false);
        response.release();

        assertFalse(response.isHeld());
        assertFalse(response.claimHeld());
        assertFalse(response.isRefusing(), "what it writes vanishes without a word");
    }

    /** An error, such as a full stack, can throw a thread out of a call without its exit. */
    @Test
    void failureClaimsAResponseThatNobodyWillLeave() {
        response.enter();

        assertTrue(response.claim());
        response.release();
        assertFalse(response.exit(), "and who comes out late does no harm");
        assertTrue(response.tryClaim());
    }

    @Test
    void requestsEndWaitsForAnAnswerOnItsWay() throws Exception {
        assertTrue(response.tryClaim());
        response.take(true);
        FutureTask<Void> end = new FutureTask<>(response::leave, null);
        Thread request = new Thread(end);
        request.start();
        while (request.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertFalse(end.isDone(), "the container would use the response again");
        response.release();
        end.get();

        assertTrue(response.isLeft());
    }

    @Test
    void nobodyTouchesAResponseThatIsLeft() {
        response.enter();
        response.hold();
        response.exit();
        response.leave();

        assertFalse(response.enter());
        assertFalse(response.claim());
        assertFalse(response.tryClaim());
        assertFalse(response.claimHeld());
        assertFalse(response.claimToFlush());
    }

    @Test
    void requestIsCompletedByOneAlone() {
        response.claim();
        response.take(true);
        response.release();

        assertTrue(response.complete(), "whoever comes first");
        assertFalse(response.complete());
    }

    @Test
    void completingWaitsForAnAnswerOnItsWay() throws Exception {
        assertTrue(response.tryClaim());
        response.take(true);
        FutureTask<Boolean> complete = new FutureTask<>(response::complete);
        Thread application = new Thread(complete);
        application.start();
        while (application.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertFalse(complete.isDone(), "the container would send what is there");
        response.release();

        assertTrue(complete.get());
    }

    @Test
    void nobodyCompletesARequestThatIsOver() {
        response.leave();

        assertFalse(response.complete());
    }

    @Test
    void deadlineLeavesWhatTheApplicationCompleted() {
        response.complete();

        assertFalse(response.tryClaim());
        assertTrue(response.enter(), "filters may still end what they began");
        response.exit();
        response.uncomplete();
        assertTrue(response.tryClaim());
    }

    @Test
    void whatCouldNotBeAnsweredIsTheApplicationsAgain() {
        response.claim();
        response.take(true);
        response.giveBack();
        response.release();

        assertTrue(response.enter());
        assertFalse(response.isRefusing());
    }

    @Test
    void threadsOfTheApplicationDoNotWaitForEachOther() {
        for (int i = 0; i < 100; i++) {
            assertTrue(response.enter());
        }
        for (int i = 0; i < 100; i++) {
            assertFalse(response.tryClaim());
            response.exit();
        }

        assertTrue(response.tryClaim());
        assertEquals(0, response.startMillis());
    }

    @Test
    void interruptIsKeptForTheApplicationWhileItWaits() throws Exception {
        response.tryClaim();
        FutureTask<Boolean> write = new FutureTask<>(() -> {
            response.enter();
            return Thread.currentThread().isInterrupted();
        });
        Thread writer = new Thread(write);
        writer.start();
        while (writer.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        writer.interrupt();
        response.release();

        assertTrue(write.get());
    }
}
