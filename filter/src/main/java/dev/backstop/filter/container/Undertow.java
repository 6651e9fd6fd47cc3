/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.container;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Closeable;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Undertow 2.3.
 *
 * <p>When an exception leaves a committed response, Undertow sends the last chunk all the same: the cut page looks complete. No
 * call of the Servlet API prevents that, so the connection is closed beneath it.
 */
final class Undertow implements Container {
    private static final Logger LOG = LoggerFactory.getLogger(Undertow.class);

    private final ErrorPageDescriptors descriptors;
    private final ServletContext context;

    Undertow(ServletContext context) {
        this.descriptors = new ErrorPageDescriptors(context);
        this.context = context;
    }

    @Override
    public boolean hasErrorPage(int status) {
        try {
            return errorLocation(int.class, status);
        } catch (ReflectiveOperationException e) {
            LOG.debug("Undertow's error pages cannot be asked for; web.xml is read instead", e);
            return descriptors.has(status);
        }
    }

    @Override
    public boolean hasErrorPage(Throwable throwable) {
        try {
            return errorLocation(Throwable.class, throwable);
        } catch (ReflectiveOperationException e) {
            LOG.debug("Undertow's error pages cannot be asked for; web.xml is read instead", e);
            return descriptors.has(throwable);
        }
    }

    private boolean errorLocation(Class<?> type, Object argument) throws ReflectiveOperationException {
        Object deployment = Reflection.call(context, "getDeployment");
        Object pages = Reflection.call(deployment, "getErrorPages");
        return Reflection.call(pages, "getErrorLocation", new Class<?>[] {type}, argument) != null;
    }

    @Override
    public boolean breakOff(HttpServletResponse response, RequestThread thread) {
        try {
            Object exchange = Reflection.call(Innermost.of(response), "getExchange");
            Closeable connection = (Closeable) Reflection.call(exchange, "getConnection");
            connection.close();
            return true;
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warn("Undertow's connection cannot be closed; a response that was cut off may look complete", e);
            return false;
        } catch (IOException e) {
            // What fails to close is closed.
            LOG.debug("closing failed", e);
            return true;
        }
    }

    /**
     * Undertow sends a part of a static file that is in a jar from its start, and not from where the part begins, if the response is
     * wrapped: {@code BlockingSenderImpl} forgets the buffer's position.
     */
    @Override
    public boolean needsItsOwnResponse(HttpServletRequest request) {
        return request.getHeader("Range") != null;
    }

    /** Its stream is finished as soon as the last byte has arrived. */
    @Override
    public Draining draining() {
        return Draining.POLLED;
    }

    /** Undertow allocates a buffer of another size than its pool's outside the heap, anew for each response. */
    @Override
    public boolean enlargesBuffersCheaply() {
        return false;
    }
}
