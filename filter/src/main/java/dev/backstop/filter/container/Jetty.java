/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.container;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jetty 12. An exception that leaves a committed response makes it abort the connection, which is what is wanted. Its buffers come from
 * a pool, and are 32 KiB by default.
 */
final class Jetty implements Container {
    private static final Logger LOG = LoggerFactory.getLogger(Jetty.class);
    private static final String OWN_CLASSES = "org.eclipse.jetty.";

    private static final int DEEPEST = 32;

    private final ErrorPageDescriptors descriptors;
    private final ServletContext context;

    Jetty(ServletContext context) {
        this.descriptors = new ErrorPageDescriptors(context);
        this.context = context;
    }

    @Override
    public boolean hasErrorPage(int status) {
        return hasErrorPage(status, null);
    }

    @Override
    public boolean hasErrorPage(Throwable throwable) {
        return hasErrorPage(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, throwable);
    }

    private boolean hasErrorPage(int status, @Nullable Throwable throwable) {
        try {
            Object contextHandler = Reflection.call(context, "getContextHandler");
            Object handler = Reflection.call(contextHandler, "getErrorHandler", new Class<?>[0]);
            if (handler == null) {
                return false;
            }
            if (!handler.getClass().getName().startsWith(OWN_CLASSES)) {
                // An error handler of the application's own makes error bodies of the application's own.
                return true;
            }
            Class<?>[] types = {Integer.class, Throwable.class};
            return has(handler, "getErrorPage", types)
                    && Reflection.call(handler, "getErrorPage", types, status, throwable) != null;
        } catch (ReflectiveOperationException e) {
            LOG.debug("Jetty's error pages cannot be asked for; web.xml is read instead", e);
            return throwable == null ? descriptors.has(status) : descriptors.has(throwable);
        }
    }

    private static boolean has(Object target, String method, Class<?>[] types) {
        try {
            target.getClass().getMethod(method, types);
            return true;
        } catch (NoSuchMethodException e) {
            // The plain error handler maps nothing.
            return false;
        }
    }

    /** Jetty looks for the first exception with a status among the causes. */
    @Override
    public boolean isRefusal(Throwable throwable) {
        Throwable current = throwable;
        for (int depth = 0; current != null && depth < DEEPEST; depth++) {
            if (current.getClass().getName().startsWith(OWN_CLASSES + "http.") && status(current) / 100 == 4) {
                return true;
            }
            current = current.getCause();
        }
        return false;
    }

    private static int status(Throwable httpException) {
        try {
            return Reflection.call(httpException, "getCode") instanceof Integer code ? code : 0;
        } catch (ReflectiveOperationException e) {
            LOG.debug("not an exception with a status", e);
            return 0;
        }
    }

    /** An exception does it on the request's own thread. Elsewhere Jetty ends what was committed as if it were whole. */
    @Override
    public boolean breakOff(HttpServletResponse response, RequestThread thread) {
        if (thread == RequestThread.CALLING) {
            return false;
        }
        ServletResponse innermost = Innermost.of(response);
        try {
            Object channel = Reflection.call(innermost, "getServletChannel");
            if (thread == RequestThread.HANGING && closeEndPoint(channel)) {
                return true;
            }
            IOException cause = new IOException("the response is broken off");
            Reflection.call(channel, "abort", new Class<?>[] {Throwable.class}, cause);
            return true;
        } catch (ReflectiveOperationException e) {
            LOG.debug("Jetty cannot be told to abort", e);
            return false;
        }
    }

    /** An abort waits for the request's thread. Of HTTP/2 the connection is not this response's alone. */
    private static boolean closeEndPoint(Object channel) throws ReflectiveOperationException {
        Object request = Reflection.call(channel, "getRequest");
        Object metaData = Reflection.call(request, "getConnectionMetaData");
        if (!"HTTP/1.1".equals(Reflection.call(metaData, "getProtocol"))
                && !"HTTP/1.0".equals(Reflection.call(metaData, "getProtocol"))) {
            return false;
        }
        Object connection = Reflection.call(metaData, "getConnection");
        Object endPoint = Reflection.call(connection, "getEndPoint");
        Reflection.call(endPoint, "close");
        return true;
    }

    /** {@code HttpConfiguration.responseHeaderSize}, by default 8 KiB, and {@code maxResponseHeaderSize} where there is one. */
    @Override
    public int mostHeaderBytes(HttpServletRequest request) {
        ServletRequest innermost = Innermost.of(request);
        try {
            Object core = Reflection.call(innermost, "getRequest");
            Object metaData = Reflection.call(core, "getConnectionMetaData");
            Object configuration = Reflection.call(metaData, "getHttpConfiguration");
            int size = (Integer) Reflection.call(configuration, "getResponseHeaderSize");
            int most = has(configuration, "getMaxResponseHeaderSize", new Class<?>[0])
                    ? (Integer) Reflection.call(configuration, "getMaxResponseHeaderSize")
                    : size;
            return Math.max(size, most);
        } catch (ReflectiveOperationException e) {
            LOG.debug("Jetty does not tell how large a head may be", e);
            return Integer.MAX_VALUE;
        }
    }

    @Override
    public Draining draining() {
        return Draining.POLLED;
    }

    /** The stream is finished only after a read that finds the end; the bytes that came over the wire tell it before. */
    @Override
    public boolean hasBodyArrived(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        ServletRequest innermost = Innermost.of(request);
        try {
            Object core = Reflection.call(innermost, "getRequest");
            Class<?> type = Class.forName(
                    OWN_CLASSES + "server.Request", true, core.getClass().getClassLoader());
            Object read = type.getMethod("getContentBytesRead", type).invoke(null, core);
            return length >= 0 && read instanceof Long bytes && bytes >= length;
        } catch (ReflectiveOperationException e) {
            LOG.debug("Jetty does not tell what it has read", e);
            return false;
        }
    }
}
