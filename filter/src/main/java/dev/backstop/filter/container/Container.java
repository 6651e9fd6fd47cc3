/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.container;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * What Backstop must know of the container that it runs in. The defaults are what can be said of any. Safe for use by many threads.
 */
public interface Container {

    /** The container that the web application runs in. Never fails: an unknown one is {@link OtherContainer}. */
    static Container of(ServletContext context) {
        String name = context.getClass().getName();
        if (name.startsWith("org.apache.catalina.")) {
            return new Tomcat(context);
        }
        if (name.startsWith("org.eclipse.jetty.")) {
            return new Jetty(context);
        }
        if (name.startsWith("io.undertow.")) {
            return new Undertow(context);
        }
        return new OtherContainer(context);
    }

    /** Whether the application has an error page of its own for a status that it sends by {@code sendError}. */
    default boolean hasErrorPage(int status) {
        return false;
    }

    /** Whether the application has an error page of its own for what left its servlets. */
    default boolean hasErrorPage(Throwable throwable) {
        return false;
    }

    /**
     * Whether the container itself threw this, and makes a 4xx of it: the client's mistake, such as a malformed parameter, which is
     * the container's to tell.
     */
    default boolean isRefusal(Throwable throwable) {
        return false;
    }

    /** Where the thread is that the container runs a request on. */
    enum RequestThread {
        /** It is the one that calls. */
        CALLING,
        /** It is inside the application, and may never come back. */
        HANGING,
        /** There is none: the request is asynchronous. */
        NONE
    }

    /**
     * Breaks off a committed response, so that the client can tell that it is incomplete.
     *
     * @param response the container's own response
     * @param thread where the request's thread is
     * @return whether it is done. If not, the caller lets an exception out to the container, if it is on the request's thread, which is then
     *     what breaks the response off
     */
    default boolean breakOff(HttpServletResponse response, RequestThread thread) {
        return false;
    }

    /** The most that the container itself can send of a response's head, in bytes. */
    default int mostHeaderBytes(HttpServletRequest request) {
        return Integer.MAX_VALUE;
    }

    /**
     * The bytes of the body that the application wrote and the container has encoded, after a flush.
     *
     * @return -1 if the container does not tell, or sees to a short body itself
     */
    default long contentWritten(HttpServletResponse response) {
        return -1;
    }

    /** Whether a request comes to harm if its response is wrapped, whoever wraps it. */
    default boolean needsItsOwnResponse(HttpServletRequest request) {
        return false;
    }

    /** Whether the application told the container to send a file, beside what it writes. */
    default boolean sendsFile(HttpServletRequest request) {
        return false;
    }

    /** How the rest of a request's body is got rid of. */
    enum Draining {
        /** The container reads it after the response, and keeps the connection. */
        BY_CONTAINER,
        /** {@code available()} tells what has arrived, so that no read needs to block. */
        POLLED,
        /** Only a read tells, and it may block. */
        BLOCKING
    }

    /** How a body that the application did not read is drained here. */
    default Draining draining() {
        return Draining.BLOCKING;
    }

    /**
     * Whether all of a request's body has arrived.
     *
     * @return false also if the container does not tell
     */
    default boolean hasBodyArrived(HttpServletRequest request) {
        return false;
    }

    /**
     * Whether enlarging the response buffer costs nothing but the memory of the buffer, once. Where it does not, it is done only
     * if somebody asks for it.
     */
    default boolean enlargesBuffersCheaply() {
        return true;
    }
}
