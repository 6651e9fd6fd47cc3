/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import dev.backstop.filter.container.Innermost;
import dev.backstop.filter.incident.Fault;
import dev.backstop.filter.integrity.HeaderBlock;
import dev.backstop.filter.integrity.HeaderField;
import dev.backstop.filter.integrity.HeaderLimits;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.util.Objects.requireNonNull;

/**
 * The response as the application sees it. It has no buffer: bytes go to the container's at once, and headers too. What it changes:
 *
 * <ul>
 *   <li>a flush or close of a small page that is not finished yet is held back for a short time; until then the response looks
 *       committed to the application, and is not;
 *   <li>a 5xx by {@code sendError} that no error page of the application's own shows is answered at once;
 *   <li>a 5xx with a body of the application's own, that says nothing about caching, gets {@code Cache-Control: no-store};
 *   <li>what no recipient would take is put right before it leaves, or replaced (see {@link Integrity});
 *   <li>once Backstop has taken it over, what the application writes reaches nobody.
 * </ul>
 *
 * <p>One per request, for all its dispatches. As safe for use by many threads as the container's response is; Backstop's own threads are
 * kept apart from the application's by {@link OwnedResponse}. On the healthy path it allocates itself, the request's wrapper and one
 * stream or writer, and takes no lock; every field counts, see the benchmarks.
 */
final class GuardedResponse extends GuardedHead {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedResponse.class);
    private static final int HIGHEST_STATUS = 599;
    private static final int MOST_BYTES_PER_CHARACTER = 4;
    private static final String TOO_SHORT = "a body shorter than its Content-Length";
    private static final AtomicReferenceFieldUpdater<GuardedResponse, @Nullable Aside> ASIDE =
            AtomicReferenceFieldUpdater.newUpdater(GuardedResponse.class, Aside.class, "aside");

    /** What the application writes to: a stream or a writer, never both. */
    interface Output {
        /** Closes the container's, which was held back. */
        void closeNow() throws IOException;

        /** Whether what was written was bytes only, so that their number is known. */
        boolean countsBytes();
    }

    private final Guard guard;
    private final GuardedRequest request;

    private long written;
    /** By the clock of the wheel's ticks. */
    private int lastWriteMillis;

    private byte includes;
    private boolean mayHold;
    private boolean wroteWhileHeld;
    private boolean complete;
    private @Nullable Output output;
    private volatile @Nullable Aside aside;

    GuardedResponse(Guard guard, HttpServletRequest request, HttpServletResponse response, int startMillis) {
        super(response, startMillis);
        this.guard = guard;
        this.request = GuardedRequest.of(request, this);
        this.lastWriteMillis = startMillis;
        this.mayHold = guard.holdsFlushes();
    }

    // ---- what the guard asks and tells

    Guard guard() {
        return guard;
    }

    GuardedRequest request() {
        return request;
    }

    /** The container's own response, or that of a filter further out. */
    HttpServletResponse containers() {
        return (HttpServletResponse) getResponse();
    }

    /** Whether no filter further out wraps the container's response. */
    boolean isOutermost() {
        return !(getResponse() instanceof HttpServletResponseWrapper);
    }

    /**
     * What an answer goes to: the container's own response as soon as the filters further out may have been left, which then see to
     * nothing any more.
     */
    HttpServletResponse answerable() {
        Aside there = aside;
        boolean late =
                there != null && (there.dispatchedAsync != null || (there.async != null && request.thread() == null));
        return late ? (HttpServletResponse) Innermost.of(getResponse()) : containers();
    }

    /** Whether anything has left for the network, whatever the application is told. */
    boolean isReallyCommitted() {
        return super.isCommitted();
    }

    int lastWriteMillis() {
        return lastWriteMillis;
    }

    @Override
    Aside aside() {
        Aside there = aside;
        if (there != null) {
            return there;
        }
        // Without a lock: the application may hang while it holds this object's.
        Aside made = new Aside();
        return ASIDE.compareAndSet(this, null, made) ? made : requireNonNull(aside);
    }

    @Override
    @Nullable
    Aside asideIfAny() {
        return aside;
    }

    /** The asynchronous cycle that was started last, or null. */
    @Nullable
    GuardedAsyncContext async() {
        Aside there = aside;
        return there == null ? null : there.async;
    }

    /** Whether listeners read or write without blocking. */
    boolean isNonBlocking() {
        Aside there = aside;
        return there != null && there.nonBlocking;
    }

    /** The failure that showed that the client is gone, or null. */
    @Nullable
    IOException clientGone() {
        Aside there = aside;
        return there == null ? null : there.clientGone;
    }

    IOException clientGone(IOException e) {
        if (!(e instanceof TakenOverException)) {
            aside().clientGone = e;
        }
        return e;
    }

    /** Whether the application has given the client a response that needs nothing more. */
    boolean isComplete() {
        if (complete || (isClosed() && !isHeld())) {
            return true;
        }
        return super.isCommitted() && (needsNoBody() || hasWrittenItsContentLength());
    }

    private boolean needsNoBody() {
        return isHead() || getStatus() == SC_NO_CONTENT || getStatus() == SC_NOT_MODIFIED;
    }

    private boolean isHead() {
        return "HEAD".equals(request.getMethod());
    }

    private boolean hasWrittenItsContentLength() {
        return promisedLength() >= 0 && written >= promisedLength();
    }

    /** The chain has returned, or the application completes: what it wished goes out now, if it can go out as it is. */
    void end() throws IOException {
        if (!enter()) {
            return;
        }
        int blank = blankError();
        if (blank != 0) {
            endCall();
            if (guard.answerBlankError(this, blank) || !enter()) {
                return;
            }
        }
        boolean isShort = false;
        if (isFit(0, true)) {
            try {
                fitLength();
                if (!super.isCommitted()) {
                    forbidCachingOfErrors();
                }
                isShort = isTooShort();
            } finally {
                endCall();
            }
        }
        if (isShort) {
            guard.breakOff(this, new Fault.MalformedResponse(TOO_SHORT));
        }
    }

    /** The status, if it is a 5xx without a body; otherwise 0. */
    private int blankError() {
        int status = getStatus();
        boolean blank = status >= SC_INTERNAL_SERVER_ERROR
                && status <= HIGHEST_STATUS
                && !complete
                && written == 0
                && promisedLength() <= 0
                && !super.isCommitted();
        return blank ? status : 0;
    }

    /** The chain has returned, and the request goes on without its thread: what is held goes out now. */
    void goOn() throws IOException {
        mayHold = false;
        releaseHold();
    }

    void beginInclude() {
        includes++;
    }

    void endInclude() {
        includes--;
    }

    /** The target of a forward has returned: the container finishes the response next. */
    void forwarded() throws IOException {
        if (!request.isAsyncStarted()) {
            end();
            releaseHold();
            complete = true;
            mayHold = false;
        }
    }

    @Override
    boolean isIncluding() {
        return includes > 0;
    }

    @Override
    boolean forbidsCachingOfErrors() {
        return guard.forbidsCachingOfErrors();
    }

    @Override
    Integrity integrity() {
        return guard.integrity();
    }

    @Override
    boolean asksForUpgrade() {
        return request.getHeader("Upgrade") != null;
    }

    /** From here on flushes go out at once. */
    @Override
    void passFlushesThrough() {
        mayHold = false;
    }

    @Override
    void reportMalformed(String what, boolean corrected) {
        guard.reportMalformed(this, new Fault.MalformedResponse(what), corrected);
    }

    // ---- integrity

    /**
     * Called inside a call, before something is written or leaves: whether it may go on. If not, the call is over, and what was to be
     * written reaches nobody.
     *
     * @param length of what is to be written
     * @param leaves whether what was written so far leaves now
     */
    private boolean isFit(int length, boolean leaves) throws IOException {
        if (promisedLength() >= 0 && written + length > promisedLength() && !isUnbounded()) {
            return isFitThoughTooLong();
        }
        return !needsLook() || isFitAtASecondLook(length, leaves);
    }

    /** Whether the Content-Length says nothing about what the application writes. */
    private boolean isUnbounded() {
        return isHead() || isBodiless() || integrity().mode() == Integrity.Mode.OFF;
    }

    private boolean isFitThoughTooLong() throws IOException {
        boolean enforces = integrity().mode() == Integrity.Mode.ENFORCE;
        boolean tooLate = super.isCommitted();
        if (!enforces || !tooLate) {
            reportMalformed("a body longer than its Content-Length", enforces);
        }
        if (!enforces) {
            return true;
        }
        if (!tooLate) {
            forgetPromise();
            return true;
        }
        endCall();
        if (!hasWrittenItsContentLength()
                && guard.breakOff(this, new Fault.MalformedResponse("a body longer than its Content-Length"))) {
            throw new TakenOverException("the response was broken off: its body is longer than its Content-Length");
        }
        // All that was promised is out; the client takes it for the whole, and cannot be told any more.
        return false;
    }

    private boolean isFitAtASecondLook(int length, boolean leaves) throws IOException {
        Integrity.Mode mode = integrity().mode();
        if (mode != Integrity.Mode.OFF && isBodiless() && !isFitWithoutBody(length, leaves, mode)) {
            return false;
        }
        if (super.isCommitted() || !(leaves || written + length >= super.getBufferSize())) {
            return true;
        }
        Fault fault = mode == Integrity.Mode.ENFORCE ? refusal() : null;
        if (fault == null && needsMeasuring()) {
            measured();
            fault = measure();
        }
        if (fault == null) {
            return true;
        }
        endCall();
        guard.replace(this, fault);
        return false;
    }

    /** A body where there must be none is left out, as far as it has not left. */
    private boolean isFitWithoutBody(int length, boolean leaves, Integrity.Mode mode) throws IOException {
        boolean enforces = mode == Integrity.Mode.ENFORCE;
        boolean committed = super.isCommitted();
        if (written > 0 && leaves && !committed) {
            reportMalformed("a body on a " + getStatus(), enforces);
            if (enforces) {
                super.resetBuffer();
                written = 0;
            }
        }
        if (length > 0 && enforces && (committed || written + length >= super.getBufferSize())) {
            endCall();
            return false;
        }
        return true;
    }

    private @Nullable Fault refusal() {
        Aside there = aside;
        if (there == null) {
            return null;
        }
        String refused = there.refusedStatus != null ? there.refusedStatus : there.refused;
        return refused == null ? null : new Fault.MalformedResponse(refused);
    }

    /** Measures the header block. Returns why it must not go out, or null. */
    private @Nullable Fault measure() {
        HeaderBlock block = HeaderBlock.of(super.getHeaderNames(), super::getHeaders);
        Integrity integrity = integrity();
        String forContainer = integrity.mode() == Integrity.Mode.OFF
                ? ""
                : HeaderLimits.ofContainer(guard.container().mostHeaderBytes(request))
                        .exceededBy(block);
        String forProxy = integrity.limitsMode() == Integrity.Mode.OFF
                ? ""
                : integrity.limits().exceededBy(block);
        String why = forContainer.isEmpty() ? forProxy : forContainer;
        if (why.isEmpty() && !integrity.isToldOf(block)) {
            return null;
        }
        Fault fault = new Fault.LargeHeaderBlock(block.total() + " bytes in " + block.fields() + " fields"
                + (why.isEmpty() ? "" : ", " + why) + "; largest: " + block.largest());
        Integrity.Mode mode = forContainer.isEmpty() ? integrity.limitsMode() : integrity.mode();
        if (!why.isEmpty() && mode == Integrity.Mode.ENFORCE) {
            return fault;
        }
        guard.reportMalformed(this, fault, false);
        return null;
    }

    /** Called inside a call, when the application is done: a wrong length is left to the container, if it can still be changed. */
    private void fitLength() {
        long promised = promisedLength();
        if (promised < 0
                || complete
                || isHead()
                || super.isCommitted()
                || integrity().mode() == Integrity.Mode.OFF) {
            return;
        }
        int status = getStatus();
        boolean forbidden = status == SC_NO_CONTENT || status == SC_RESET_CONTENT;
        boolean wrong = forbidden ? promised > 0 : promised != written;
        if (status == SC_NOT_MODIFIED
                || (!wrong && !forbidden)
                || guard.container().sendsFile(request)) {
            return;
        }
        boolean enforces = integrity().mode() == Integrity.Mode.ENFORCE;
        if (wrong && forbidden) {
            reportMalformed("a Content-Length on a " + status, enforces);
        } else if (mostWritten() < promised) {
            reportMalformed(TOO_SHORT, enforces);
        }
        if (enforces && status == SC_RESET_CONTENT) {
            super.setContentLengthLong(0);
        } else if (enforces) {
            forgetPromise();
        }
    }

    /** Called inside a call, when the application is done: whether the client would wait for what was promised in vain. */
    private boolean isTooShort() throws IOException {
        if (promisedLength() <= written
                || isUnbounded()
                || integrity().mode() != Integrity.Mode.ENFORCE
                || !super.isCommitted()
                || complete) {
            return false;
        }
        super.flushBuffer();
        long bytes = guard.container().contentWritten(containers());
        if (bytes < 0 && mostWritten() < promisedLength()) {
            guard.reportLeftToContainer(this, new Fault.MalformedResponse(TOO_SHORT));
        }
        return bytes >= 0 && bytes < promisedLength();
    }

    /** So many bytes were written at most: of a writer the characters are known, and only the container knows what became of them. */
    private long mostWritten() {
        return output == null || output.countsBytes() ? written : written * MOST_BYTES_PER_CHARACTER;
    }

    // ---- writing

    /**
     * Called before something is written; {@link #endWrite} must follow if it returns true.
     *
     * @param length bytes, or at least so many bytes
     * @return false if what is written must reach nobody
     */
    boolean beginWrite(int length) throws IOException {
        if (isHeld()) {
            wroteWhileHeld |= length > 0;
            if (written + length > guard.holdSize()) {
                releaseHold();
            }
        }
        if (!beginCall() || !isFit(length, false)) {
            return false;
        }
        if (written == 0) {
            forbidCachingOfErrors();
        }
        written += length;
        lastWriteMillis = guard.wheel().tickMillis();
        return true;
    }

    void endWrite() throws IOException {
        if (exit()) {
            flushClaimed();
        }
    }

    /**
     * Whether the application may call the container's stream or writer; then {@link #endWrite} must follow.
     *
     * @throws TakenOverException if it may not, and is to learn it
     */
    private boolean beginCall() throws IOException {
        if (!enter()) {
            if (isRefusing()) {
                throw new TakenOverException(
                        isLeft() ? "the request is over" : "the response was taken over at its deadline");
            }
            return false;
        }
        if (isClosed()) {
            endCall();
            return false;
        }
        return true;
    }

    /** Ends a call where the client's absence is no news. */
    private void endCall() {
        try {
            endWrite();
        } catch (IOException e) {
            LOG.debug("a held flush found nobody", clientGone(e));
        }
    }

    @Override
    void endChange() {
        endCall();
    }

    /** Whether the container shall flush now; then {@link #endWrite} must follow. If not, the flush is held back, or goes with the hold. */
    boolean beginFlush() throws IOException {
        if (isHeld()) {
            if (wroteWhileHeld) {
                // It flushes again and again: somebody reads along.
                releaseHold();
            }
            return false;
        }
        if (!beginCall()) {
            return false;
        }
        if (isHoldable()) {
            startHold();
            endCall();
            return false;
        }
        if (!isFit(0, true)) {
            return false;
        }
        forbidCachingOfErrors();
        lastWriteMillis = guard.wheel().tickMillis();
        return true;
    }

    /** Whether the container's stream or writer shall be closed now; then {@link #endWrite} must follow. */
    boolean beginClose() throws IOException {
        if (isTaken() || !beginCall()) {
            return false;
        }
        boolean held = isHeld();
        if (!held && isHoldable()) {
            startHold();
            held = true;
        }
        if (held) {
            close();
            endCall();
            return false;
        }
        if (!isFit(0, true)) {
            return false;
        }
        fitLength();
        forbidCachingOfErrors();
        close();
        return true;
    }

    private boolean isHoldable() {
        return mayHold
                && written <= guard.holdSize()
                && !super.isCommitted()
                && !Streaming.isAnnouncedBy(this)
                && !request.isAsyncStarted()
                && !guard.isExcludedFromHolding(request);
    }

    /** Inside a call. */
    private void startHold() {
        // At most once in a response.
        mayHold = false;
        hold();
        guard.armHold(this);
    }

    private void releaseHold() throws IOException {
        if (isHeld() && claimToFlush()) {
            flushClaimed();
        }
    }

    /** Lets go what was held, by the one thread that has the response, and ends its claim. */
    private void flushClaimed() throws IOException {
        try {
            flushHeld();
        } finally {
            // Before the request can end, or it would stay in the wheel.
            guard.deadlines().arm(this);
            release();
        }
    }

    private void flushHeld() throws IOException {
        Fault fault = unfitWhileClaimed();
        if (fault != null) {
            guard.replaceClaimed(this, fault);
            return;
        }
        forbidCachingOfErrors();
        if (isClosed() && output != null) {
            fitLength();
            output.closeNow();
        } else {
            flushNow();
        }
    }

    /** As {@link #isFit}, for a thread that has the response to itself. */
    private @Nullable Fault unfitWhileClaimed() {
        if (!needsLook() || super.isCommitted()) {
            return null;
        }
        Fault fault = integrity().mode() == Integrity.Mode.ENFORCE ? refusal() : null;
        if (fault == null && isBodiless() && written > 0 && integrity().mode() == Integrity.Mode.ENFORCE) {
            reportMalformed("a body on a " + getStatus(), true);
            super.resetBuffer();
            written = 0;
        }
        if (fault == null && needsMeasuring()) {
            measured();
            fault = measure();
        }
        return fault;
    }

    @Override
    void timeIsOver(int nowMillis) {
        try {
            boolean late = guard.deadlines().isOver(this, nowMillis);
            if ((!late || isClosed()) && claimHeld()) {
                flushClaimed();
            } else if (!isTaken()) {
                guard.deadlines().timeIsOver(this, nowMillis);
            }
        } catch (IOException e) {
            // The client is gone. The request's own thread learns it at its next write, as without Backstop.
            LOG.debug("a held flush found nobody", e);
        } catch (RuntimeException e) {
            LOG.warn("Backstop's timer failed at a request", e);
        }
    }

    // ---- the response's own methods

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (output instanceof GuardedOutputStream stream) {
            return stream;
        }
        if (!enter()) {
            return new GuardedOutputStream(this, NowhereStream.INSTANCE);
        }
        try {
            GuardedOutputStream stream = new GuardedOutputStream(this, super.getOutputStream());
            output = stream;
            return stream;
        } finally {
            endCall();
        }
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (output instanceof GuardedWriter writer) {
            return writer;
        }
        if (!enter()) {
            return new GuardedWriter(this, new PrintWriter(PrintWriter.nullWriter()));
        }
        try {
            GuardedWriter writer = new GuardedWriter(this, super.getWriter());
            output = writer;
            return writer;
        } finally {
            endCall();
        }
    }

    @Override
    public void flushBuffer() throws IOException {
        if (beginFlush()) {
            try {
                flushNow();
            } finally {
                endWrite();
            }
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
        return isTaken() || isHeld() || super.isCommitted();
    }

    @Override
    public void reset() {
        requireUncommitted();
        if (enter()) {
            try {
                super.reset();
                written = 0;
                output = null;
                forgetHead();
            } finally {
                endCall();
            }
        }
    }

    @Override
    public void resetBuffer() {
        requireUncommitted();
        if (enter()) {
            try {
                super.resetBuffer();
                written = 0;
            } finally {
                endCall();
            }
        }
    }

    @Override
    public void sendError(int status) throws IOException {
        sendError(status, null);
    }

    @Override
    public void sendError(int status, @Nullable String message) throws IOException {
        requireUncommitted();
        if (answersInstead(status, message) || !enter()) {
            return;
        }
        try {
            if (status >= SC_BAD_REQUEST && includes == 0 && !super.isCommitted()) {
                forgetCoding();
            }
            if (message == null) {
                super.sendError(status);
            } else {
                super.sendError(status, message);
            }
            complete = true;
        } finally {
            endCall();
        }
    }

    /** What described the application's body does not describe the container's error page. */
    private void forgetCoding() {
        if (promisedLength() >= 0) {
            forgetPromise();
        }
        KeptHeaders.forgetCoding(containers());
    }

    private boolean answersInstead(int status, @Nullable String message) throws IOException {
        // Inside an include the container ignores errors.
        if (includes > 0 || super.isCommitted()) {
            return false;
        }
        if (isImpossible(status)) {
            Fault fault = new Fault.MalformedResponse("status " + status);
            if (integrity().mode() == Integrity.Mode.ENFORCE) {
                guard.replace(this, fault);
                return true;
            }
            reportMalformed("status " + status, false);
            return false;
        }
        return status >= SC_INTERNAL_SERVER_ERROR && status <= HIGHEST_STATUS && guard.reported(this, status, message);
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        requireUncommitted();
        if (beginRedirect()) {
            try {
                super.sendRedirect(clean(location));
                complete = true;
            } finally {
                endCall();
            }
        }
    }

    private boolean beginRedirect() throws IOException {
        return enter() && isFit(0, true);
    }

    private String clean(String location) {
        if (location == null || integrity().mode() == Integrity.Mode.OFF || HeaderField.isValue(location)) {
            return location;
        }
        boolean enforces = integrity().mode() == Integrity.Mode.ENFORCE;
        reportMalformed("control characters in Location", enforces);
        return enforces ? HeaderField.percentEncoded(location) : location;
    }

    // The four below are of Servlet 6.1: there they override, here they are just methods.

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
        if (beginRedirect()) {
            try {
                Servlet61.sendRedirect(containers(), clean(location), status, clearBuffer);
                complete = true;
            } finally {
                endCall();
            }
        }
    }

    /** Not where the proxy in front would wait for the final response in vain. */
    @SuppressWarnings("MissingOverride")
    public void sendEarlyHints() {
        if (integrity().passesEarlyHints() && enter()) {
            try {
                Servlet61.sendEarlyHints(containers());
            } finally {
                endCall();
            }
        }
    }
}
