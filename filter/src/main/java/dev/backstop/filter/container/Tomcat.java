/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.container;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tomcat 10.1 and 11.
 *
 * <p>An exception that leaves a committed response makes Tomcat close the connection too, but with an error page in place it
 * first appends that page to the body. Therefore the response is broken off by the action that Tomcat itself uses for it,
 * {@code ActionCode.CLOSE_NOW}. An enlarged buffer is kept with the processor that it belongs to.
 */
final class Tomcat implements Container {
    private static final Logger LOG = LoggerFactory.getLogger(Tomcat.class);

    private static final String INVALID_PARAMETER = "org.apache.tomcat.util.http.InvalidParameterException";

    private final ErrorPageDescriptors descriptors;
    private final @Nullable Object standardContext;

    Tomcat(ServletContext facade) {
        this.descriptors = new ErrorPageDescriptors(facade);
        this.standardContext = standardContext(facade);
    }

    private static @Nullable Object standardContext(ServletContext facade) {
        try {
            Object applicationContext = Reflection.read(facade, "context");
            return Reflection.read(applicationContext, "context");
        } catch (ReflectiveOperationException e) {
            LOG.debug("Tomcat's error pages cannot be asked for; web.xml is read instead", e);
            return null;
        }
    }

    @Override
    public boolean hasErrorPage(int status) {
        try {
            return standardContext == null ? descriptors.has(status) : find(int.class, status) || find(int.class, 0);
        } catch (ReflectiveOperationException e) {
            LOG.debug("Tomcat's error pages cannot be asked for; web.xml is read instead", e);
            return descriptors.has(status);
        }
    }

    /** In the order of {@code StandardHostValve.throwable}. */
    @Override
    public boolean hasErrorPage(Throwable throwable) {
        try {
            if (standardContext == null) {
                return descriptors.has(throwable);
            }
            Throwable root = throwable instanceof ServletException e ? e.getRootCause() : null;
            return find(Throwable.class, throwable)
                    || (root != null && find(Throwable.class, root))
                    || hasErrorPage(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        } catch (ReflectiveOperationException e) {
            LOG.debug("Tomcat's error pages cannot be asked for; web.xml is read instead", e);
            return descriptors.has(throwable);
        }
    }

    private boolean find(Class<?> type, Object argument) throws ReflectiveOperationException {
        return standardContext != null
                && Reflection.call(standardContext, "findErrorPage", new Class<?>[] {type}, argument) != null;
    }

    /** In the order of {@code StandardWrapperValve.invoke}. */
    @Override
    public boolean isRefusal(Throwable throwable) {
        Throwable cause = throwable.getCause();
        return isA(throwable, "org.apache.coyote.BadRequestException")
                || isA(throwable, INVALID_PARAMETER)
                || (cause != null && isA(cause, INVALID_PARAMETER));
    }

    private static boolean isA(Throwable throwable, String className) {
        return throwable.getClass().getName().equals(className);
    }

    @Override
    public boolean breakOff(HttpServletResponse facade, RequestThread thread) {
        try {
            Object coyoteResponse = coyoteResponse(facade);
            if (Boolean.FALSE.equals(Reflection.call(coyoteResponse, "isCommitted"))) {
                // Only said to be committed, as after a forward: nothing has left, and Tomcat can still send its own
                // page.
                return false;
            }
            Class<?> actionCode = Class.forName(
                    "org.apache.coyote.ActionCode",
                    true,
                    coyoteResponse.getClass().getClassLoader());
            Object closeNow = null;
            for (Object action : actionCode.getEnumConstants()) {
                if (action.toString().equals("CLOSE_NOW")) {
                    closeNow = action;
                }
            }
            Reflection.call(coyoteResponse, "action", new Class<?>[] {actionCode, Object.class}, closeNow, null);
            if (thread == RequestThread.HANGING) {
                closeSocket(coyoteResponse);
            }
            return true;
        } catch (ReflectiveOperationException e) {
            LOG.debug("Tomcat cannot be told to close; an exception does it", e);
            return false;
        }
    }

    /** Otherwise Tomcat closes when the request's thread comes back. A stream of HTTP/2 has no socket of its own. */
    private static void closeSocket(Object coyoteResponse) throws ReflectiveOperationException {
        Object processor = Reflection.read(coyoteResponse, "hook");
        if (processor.getClass().getName().equals("org.apache.coyote.http11.Http11Processor")) {
            Object socket = Reflection.read(processor, "socketWrapper");
            Reflection.call(socket, "close");
        }
    }

    private static Object coyoteResponse(HttpServletResponse facade) throws ReflectiveOperationException {
        ServletResponse innermost = Innermost.of(facade);
        Object response = Reflection.read(innermost, "response");
        return Reflection.call(response, "getCoyoteResponse");
    }

    /** Tomcat leaves a connection open whose response is shorter than it said. */
    @Override
    public long contentWritten(HttpServletResponse response) {
        try {
            return Reflection.call(coyoteResponse(response), "getContentWritten") instanceof Long bytes ? bytes : -1;
        } catch (ReflectiveOperationException e) {
            LOG.debug("Tomcat does not tell what it has written", e);
            return -1;
        }
    }

    @Override
    public boolean sendsFile(HttpServletRequest request) {
        return request.getAttribute("org.apache.tomcat.sendfile.filename") != null;
    }

    /** {@code maxHttpResponseHeaderSize}, by default 8 KiB. More makes Tomcat answer 500 without a body. */
    @Override
    public int mostHeaderBytes(HttpServletRequest request) {
        try {
            ServletRequest innermost = Innermost.of(request);
            Object connector = Reflection.call(Reflection.read(innermost, "request"), "getConnector");
            Class<?>[] types = {String.class};
            Object size = Reflection.call(connector, "getProperty", types, "maxHttpResponseHeaderSize");
            return size instanceof Integer bytes ? bytes : Integer.parseInt(String.valueOf(size));
        } catch (ReflectiveOperationException | NumberFormatException e) {
            LOG.debug("Tomcat does not tell how large a head may be", e);
            return 8192;
        }
    }

    /**
     * Tomcat reads on after the response, up to its {@code maxSwallowSize} of 2 MB. A read of ours that failed would make it answer
     * 408 by itself.
     */
    @Override
    public Draining draining() {
        return Draining.BY_CONTAINER;
    }
}
