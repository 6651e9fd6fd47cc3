/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import dev.backstop.filter.container.Container;
import dev.backstop.filter.incident.Incident;
import dev.backstop.filter.incident.IncidentIds;
import dev.backstop.filter.incident.IncidentLog;
import dev.backstop.filter.incident.IncidentSink;
import dev.backstop.filter.problem.Representation;
import dev.backstop.filter.settings.Settings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the whole way of an answer once, shortly after the start, against a request and a response of its own: loading a class or linking a call
 * site for the first time takes memory, and fails when there is none.
 */
final class Rehearsal {
    private Rehearsal() {}

    /** Answers one request of each representation, to an OutOfMemoryError and to another exception. */
    static void run(Settings settings, IncidentIds ids, TimerWheel wheel) throws IOException, ServletException {
        Container container = new Container() {};
        Rescue rescue = new Rescue(settings, container, ids, new Unheard(), System::nanoTime);
        rescue.prepare();
        Guard guard = new Guard(settings, container, 0, wheel, rescue, System::nanoTime);
        for (Representation representation : Representation.values()) {
            HttpServletRequest request = request(representation.contentType());
            guard.run(request, response(null), failing(new OutOfMemoryError("rehearsal")));
            guard.run(request, response(null), failing(new IllegalStateException("rehearsal")));
            // The first answer finds no memory either, so the spare one goes out.
            guard.run(request, response(new OutOfMemoryError("rehearsal")), failing(new OutOfMemoryError("rehearsal")));
        }
    }

    private static FilterChain failing(Throwable thrown) {
        return (request, response) -> {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw new ServletException(thrown);
        };
    }

    private static HttpServletRequest request(String accept) {
        return stub(HttpServletRequest.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getMethod" -> "GET";
            case "getRequestURI", "getServletPath" -> "/";
            case "getDispatcherType" -> DispatcherType.REQUEST;
            case "getHeaders" -> Collections.enumeration("Accept".equals(arguments[0]) ? List.of(accept) : List.of());
            case "getHeader" -> "Accept".equals(arguments[0]) ? accept : null;
            case "getContentLengthLong" -> 0L;
            default -> nothing(method.getReturnType());
        });
    }

    private static HttpServletResponse response(@Nullable Error failsOnce) {
        boolean[] failed = {failsOnce == null};
        return stub(HttpServletResponse.class, (proxy, method, arguments) -> {
            if (!failed[0] && failsOnce != null && method.getName().equals("setStatus")) {
                failed[0] = true;
                throw failsOnce;
            }
            return switch (method.getName()) {
                case "getOutputStream" -> new Discarded();
                case "getHeaderNames", "getHeaders" -> List.of();
                case "getStatus" -> 200;
                default -> nothing(method.getReturnType());
            };
        });
    }

    private static @Nullable Object nothing(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        return type == int.class ? (Object) 0 : null;
    }

    private static <T> T stub(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Rehearsal.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Makes the line, and keeps it to itself. */
    private static final class Unheard implements IncidentSink {
        @Override
        public void report(Incident incident) {
            String line = IncidentLog.line(incident);
            if (line.isEmpty()) {
                throw new IllegalStateException("an incident without a line");
            }
        }

        @Override
        public void clientGone(String method, String path, Throwable cause) {
            throw new IllegalStateException("nobody is there to go", cause);
        }
    }

    private static final class Discarded extends ServletOutputStream {
        @Override
        public void write(int b) {
            // Nobody reads it.
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            // Nobody reads it.
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
