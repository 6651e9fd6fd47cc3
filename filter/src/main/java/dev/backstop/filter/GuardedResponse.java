/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * The response as the application sees it. It has no buffer: bytes go to the container's at once, and headers too. What it changes:
 *
 * <ul>
 *   <li>a flush or close of a small page that is not finished yet is held back for a short time ({@link Hold}); until then the
 *       response looks committed to the application, and is not;
 *   <li>a 5xx by {@code sendError} that no error page of the application's own shows is answered at once;
 *   <li>a 5xx with a body of the application's own, that says nothing about caching, gets {@code Cache-Control: no-store}.
 * </ul>
 *
 * <p>One per request and dispatch. As safe for use by many threads as the container's response is: the flush that is let go by
 * another thread is kept apart from the application's writes by the {@link Hold}. On the healthy path it allocates itself and one
 * stream or writer, and takes no lock; every field counts, see the benchmarks.
 */
final class GuardedResponse extends GuardedHead implements Hold.Flush {
    /** What the application may still do with its response. */
    private enum State {
        OPEN,
        /** The application closed its stream or writer: for itself it is done. */
        CLOSED,
        /** Backstop wrote the response; whatever the application writes now reaches nobody. */
        ANSWERED
    }

    /** What the application writes to: a stream or a writer, never both. */
    interface Output {
        /** Closes the container's, which was held back. */
        void closeNow() throws IOException;
    }

    private final Guard guard;
    private final HttpServletRequest request;
    private final long startNanos;

    private State state = State.OPEN;
    private long written;
    private int includes;
    private boolean mayHold;
    private boolean wroteWhileHeld;
    private boolean complete;
    private @Nullable Output output;
    private @Nullable Hold hold;
    private volatile @Nullable IOException clientGone;

    GuardedResponse(Guard guard, HttpServletRequest request, HttpServletResponse response, long startNanos) {
        super(response);
        this.guard = guard;
        this.request = request;
        this.startNanos = startNanos;
        this.mayHold = guard.holdsFlushes();
    }

    // ---- what the guard asks and tells

    HttpServletRequest request() {
        return request;
    }

    /** The container's own response. */
    HttpServletResponse containers() {
        return (HttpServletResponse) getResponse();
    }

    long startNanos() {
        return startNanos;
    }

    boolean isAnswered() {
        return state == State.ANSWERED;
    }

    boolean isHeld() {
        return hold != null && hold.isHolding();
    }

    /** The failure that showed that the client is gone, or null. */
    @Nullable
    IOException clientGone() {
        return clientGone;
    }

    IOException clientGone(IOException e) {
        clientGone = e;
        return e;
    }

    /** Whether the application has given the client a response that needs nothing more. */
    boolean isComplete() {
        if (complete || (state == State.CLOSED && !isHeld())) {
            return true;
        }
        return super.isCommitted() && (needsNoBody() || hasWrittenItsContentLength());
    }

    private boolean needsNoBody() {
        int status = getStatus();
        return "HEAD".equals(request.getMethod()) || status == SC_NO_CONTENT || status == SC_NOT_MODIFIED;
    }

    private boolean hasWrittenItsContentLength() {
        return promisedLength() >= 0 && written >= promisedLength();
    }

    /** Whether an error or a redirect is the container's to send. */
    boolean isSent() {
        return complete;
    }

    /** Whether nothing at all was written, and no length promised. */
    boolean isBlank() {
        return written == 0 && promisedLength() <= 0;
    }

    /** Takes the response back from the application. False if it is too late: something is on its way. */
    boolean takeBack() {
        boolean dropped = hold == null || dropHold(hold);
        return dropped && !super.isCommitted();
    }

    private boolean dropHold(Hold held) {
        guard.holdTimer().disarm(held);
        return held.drop();
    }

    /** From here on the application writes to nobody. */
    void answered() {
        state = State.ANSWERED;
    }

    /** The chain has returned: what is held goes out now if the request goes on without its thread, else with the rest. */
    void end() throws IOException {
        if (hold != null && request.isAsyncStarted()) {
            releaseHold();
        }
        if (hold != null && !dropHold(hold)) {
            return;
        }
        if (!isAnswered() && !super.isCommitted()) {
            forbidCachingOfErrors();
        }
    }

    /**
     * The filter is left, however. Containers use a response again for the next request of its connection: from here on nobody may
     * touch it, the timer least of all.
     */
    void leave() {
        mayHold = false;
        if (hold != null) {
            dropHold(hold);
        }
    }

    void beginInclude() {
        includes++;
    }

    void endInclude() {
        includes--;
    }

    /** A forward has returned: the container finishes the response now. */
    void forwarded() throws IOException {
        if (!request.isAsyncStarted()) {
            releaseHold();
            complete = true;
            mayHold = false;
        }
    }

    @Override
    boolean forbidsCachingOfErrors() {
        return guard.forbidsCachingOfErrors();
    }

    /** From here on flushes go out at once. */
    @Override
    void passFlushesThrough() {
        mayHold = false;
    }

    // ---- writing

    /**
     * Called before something is written; {@link #endWrite} must follow if it returns true.
     *
     * @param length bytes, or characters: it decides whether a page is small, and whether it is blank, no more
     * @return false if what is written must reach nobody
     */
    boolean beginWrite(int length) throws IOException {
        if (state != State.OPEN) {
            return false;
        }
        if (written == 0) {
            forbidCachingOfErrors();
        }
        written += length;
        return hold == null || beginHeldWrite(hold, length);
    }

    private boolean beginHeldWrite(Hold held, int length) throws IOException {
        wroteWhileHeld |= length > 0;
        if (!held.beginUse()) {
            hold = null;
        } else if (written > guard.holdSize()) {
            releaseHold();
        }
        return true;
    }

    void endWrite() throws IOException {
        if (hold != null) {
            hold.endUse();
        }
    }

    /** Whether the container shall flush now. If not, the flush is held back, or goes out when the hold ends. */
    boolean beginFlush() throws IOException {
        if (state != State.OPEN) {
            return false;
        }
        if (isHeld()) {
            if (wroteWhileHeld) {
                // It flushes again and again: somebody reads along.
                releaseHold();
            }
            return false;
        }
        if (isHoldable()) {
            startHold();
            return false;
        }
        forbidCachingOfErrors();
        return true;
    }

    /** Whether the container's stream or writer shall be closed now. */
    boolean beginClose() {
        if (state != State.OPEN) {
            return false;
        }
        boolean held = isHeld();
        if (!held && isHoldable()) {
            startHold();
            held = true;
        }
        state = State.CLOSED;
        if (!held) {
            forbidCachingOfErrors();
        }
        return !held;
    }

    private boolean isHoldable() {
        return mayHold
                && written <= guard.holdSize()
                && !super.isCommitted()
                && !Streaming.isAnnouncedBy(this)
                && !request.isAsyncStarted()
                && !guard.isExcludedFromHolding(request);
    }

    private void startHold() {
        // At most once in a response.
        mayHold = false;
        hold = new Hold(this);
        guard.holdTimer().arm(hold);
    }

    private void releaseHold() throws IOException {
        if (hold != null) {
            guard.holdTimer().disarm(hold);
            hold.release();
            hold = null;
        }
    }

    /** Called by the {@link Hold}, on whichever thread ends it. */
    @Override
    public void flushHeld() throws IOException {
        forbidCachingOfErrors();
        if (state == State.CLOSED && output != null) {
            output.closeNow();
        } else {
            flushNow();
        }
    }

    // ---- the response's own methods

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (output instanceof GuardedOutputStream stream) {
            return stream;
        }
        GuardedOutputStream stream = new GuardedOutputStream(this, super.getOutputStream());
        output = stream;
        return stream;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (output instanceof GuardedWriter writer) {
            return writer;
        }
        // After an answer the container's writer cannot be had any more, nor would it help.
        PrintWriter containers = isAnswered() ? new PrintWriter(PrintWriter.nullWriter()) : super.getWriter();
        GuardedWriter writer = new GuardedWriter(this, containers);
        output = writer;
        return writer;
    }

    @Override
    public void flushBuffer() throws IOException {
        if (beginFlush()) {
            flushNow();
        }
    }

    private void flushNow() throws IOException {
        try {
            super.flushBuffer();
        } catch (IOException e) {
            throw clientGone(e);
        }
    }

    /** True also while a flush is held back, and after an answer. */
    @Override
    public boolean isCommitted() {
        return isAnswered() || isHeld() || super.isCommitted();
    }

    @Override
    boolean isMutable() {
        return !isAnswered() && !isHeld();
    }

    @Override
    public void reset() {
        requireUncommitted();
        super.reset();
        forgetWritten();
        output = null;
        forgetHead();
    }

    @Override
    public void resetBuffer() {
        requireUncommitted();
        super.resetBuffer();
        forgetWritten();
    }

    private void forgetWritten() {
        written = 0;
    }

    @Override
    public void sendError(int status) throws IOException {
        requireUncommitted();
        if (!answersInstead(status, null)) {
            super.sendError(status);
            complete = true;
        }
    }

    @Override
    public void sendError(int status, @Nullable String message) throws IOException {
        requireUncommitted();
        if (!answersInstead(status, message)) {
            super.sendError(status, message);
            complete = true;
        }
    }

    private boolean answersInstead(int status, @Nullable String message) throws IOException {
        // Inside an include the container ignores errors.
        if (status < SC_INTERNAL_SERVER_ERROR || includes > 0 || super.isCommitted()) {
            return false;
        }
        return guard.reported(this, status, message);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        requireUncommitted();
        super.sendRedirect(location);
        complete = true;
    }

    // The three below are of Servlet 6.1: there they override, here they are just methods.

    @SuppressWarnings("MissingOverride")
    public void sendRedirect(String location, int status) throws IOException {
        sendRedirect(location, status, true);
    }

    @SuppressWarnings("MissingOverride")
    public void sendRedirect(String location, boolean clearBuffer) throws IOException {
        sendRedirect(location, SC_FOUND, clearBuffer);
    }

    @SuppressWarnings("MissingOverride")
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        requireUncommitted();
        Redirect61.send(containers(), location, status, clearBuffer);
        complete = true;
    }
}
