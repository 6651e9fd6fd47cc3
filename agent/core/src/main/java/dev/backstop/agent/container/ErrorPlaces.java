/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.container;

import dev.backstop.agent.Signals;
import dev.backstop.agent.weaving.Hook;
import dev.backstop.agent.weaving.Place;
import dev.backstop.agent.weaving.Place.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the containers make an error page of their own, because something failed that no filter sees: a listener, a filter further out,
 * the start of a servlet. A 5xx without a page of the application's gets the filter's clean answer; anything less is left alone.
 */
public final class ErrorPlaces {
    /** The part by which these are switched off. */
    public static final String PART = "errors";

    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    private final Signals signals;

    private ErrorPlaces(Signals signals) {
        this.signals = signals;
    }

    /** All of them. */
    public static List<Place> all(Signals signals) {
        ErrorPlaces errors = new ErrorPlaces(signals);
        List<Place> places = new ArrayList<>();
        places.add(new Place(
                PART,
                "org.apache.catalina.valves.ErrorReportValve",
                "report",
                "(Lorg/apache/catalina/connector/Request;Lorg/apache/catalina/connector/Response;Ljava/lang/Throwable;)V",
                Kind.REPLACE,
                errors.new TomcatsPage()));
        places.add(new Place(
                PART,
                "org.apache.catalina.core.StandardHostValve",
                "invoke",
                "(Lorg/apache/catalina/connector/Request;Lorg/apache/catalina/connector/Response;)V",
                Kind.SWALLOW,
                errors.new TomcatsSilence()));
        for (String edition : List.of("ee10", "ee11")) {
            places.add(new Place(
                    PART,
                    "org.eclipse.jetty." + edition + ".servlet.ErrorHandler",
                    "handle",
                    "(Lorg/eclipse/jetty/server/Request;Lorg/eclipse/jetty/server/Response;Lorg/eclipse/jetty/util/Callback;)Z",
                    Kind.REPLACE,
                    errors.new JettysPage()));
        }
        places.add(new Place(
                PART,
                "io.undertow.servlet.spec.HttpServletResponseImpl",
                "doErrorDispatch",
                "(ILjava/lang/String;)V",
                Kind.REPLACE,
                errors.new UndertowsPage()));
        places.add(new Place(
                PART,
                "io.undertow.servlet.handlers.ServletDebugPageHandler",
                "handleRequest",
                "(Lio/undertow/server/HttpServerExchange;Lio/undertow/servlet/handlers/ServletRequestContext;Ljava/lang/Throwable;)V",
                Kind.REPLACE,
                errors.new UndertowsStackTrace()));
        places.add(new Place(
                PART,
                "io.undertow.servlet.api.LoggingExceptionHandler",
                "handleThrowable",
                "(Lio/undertow/server/HttpServerExchange;Ljakarta/servlet/ServletRequest;Ljakarta/servlet/ServletResponse;"
                        + "Ljava/lang/Throwable;)Z",
                Kind.ENTER,
                new UndertowsThrowable()));
        return places;
    }

    private boolean isAnswered(Object request, Object response, int status, @Nullable Object thrown) {
        return signals.send(false, "answer", request, response, status, thrown);
    }

    /** After valves, listeners and error pages: of the last there is none. */
    private final class TomcatsPage implements Hook {
        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments)
                throws ReflectiveOperationException {
            Object request = arguments[0];
            Object response = arguments[1];
            if (request == null || response == null) {
                return null;
            }
            int status = (Integer) Reflection.get(response, "getStatus");
            boolean writes = status >= SERVER_ERROR && (Long) Reflection.get(response, "getContentWritten") == 0;
            return writes && isAnswered(request, response, status, arguments[2]) ? NOTHING : null;
        }
    }

    /** Tomcat lets every error of the virtual machine through to the connector, which closes the connection without a byte. */
    private final class TomcatsSilence implements Hook {
        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            return arguments;
        }

        @Override
        public boolean exit(
                @Nullable Object self, @Nullable Object entered, @Nullable Object result, @Nullable Throwable thrown) {
            return thrown instanceof VirtualMachineError
                    && entered instanceof Object[] arguments
                    && arguments[0] != null
                    && arguments[1] != null
                    && isAnswered(arguments[0], arguments[1], UNAVAILABLE, thrown);
        }
    }

    private final class JettysPage implements Hook {
        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments)
                throws ReflectiveOperationException {
            Object response = arguments[1];
            if (self == null || response == null || (Integer) Reflection.get(response, "getStatus") < SERVER_ERROR) {
                return null;
            }
            Object inContext = inContext(self, arguments[0]);
            if (inContext == null) {
                return null;
            }
            Object request = Reflection.get(inContext, "getServletApiRequest");
            Object servletResponse = Reflection.get(inContext, "getHttpServletResponse");
            int status = (Integer) Reflection.get(response, "getStatus");
            Object thrown = Reflection.call(request, "getAttribute", "jakarta.servlet.error.exception");
            if (Reflection.has(self, "getErrorPage", Integer.class, Throwable.class)
                    && Reflection.call(self, "getErrorPage", status, thrown) != null) {
                return null;
            }
            if (!isAnswered(request, servletResponse, status, thrown)) {
                return null;
            }
            Object callback = arguments[2];
            if (callback != null) {
                Reflection.call(callback, "succeeded");
            }
            return true;
        }

        /** The request as the web application's, or null if it is none's. */
        private static @Nullable Object inContext(Object handler, @Nullable Object request)
                throws ReflectiveOperationException {
            Class<?> requests = Reflection.type(handler, "org.eclipse.jetty.server.Request");
            String own = InJetty.packageOf(handler, "ErrorHandler") + "ServletContextRequest";
            return requests.getMethod("asInContext", requests, Class.class)
                    .invoke(null, request, Reflection.type(handler, own));
        }
    }

    /** For clients on the same machine, which a proxy often is. */
    private final class UndertowsStackTrace implements Hook {
        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments)
                throws ReflectiveOperationException {
            Object context = arguments[1];
            if (context == null) {
                return null;
            }
            Object request = Reflection.get(context, "getOriginalRequest");
            Object response = Reflection.get(context, "getOriginalResponse");
            return isAnswered(request, response, SERVER_ERROR, (Throwable) arguments[2]) ? NOTHING : null;
        }
    }

    /** Notes what was thrown, of which the page knows nothing any more. */
    private static final class UndertowsThrowable implements Hook {
        private static final String ATTRIBUTE = "dev.backstop.agent.thrown";

        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments)
                throws ReflectiveOperationException {
            Object request = arguments[1];
            if (request != null) {
                Reflection.call(request, "setAttribute", ATTRIBUTE, arguments[3]);
            }
            return null;
        }

        static @Nullable Object thrown(Object request) throws ReflectiveOperationException {
            return Reflection.call(request, "getAttribute", ATTRIBUTE);
        }
    }

    private final class UndertowsPage implements Hook {
        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments)
                throws ReflectiveOperationException {
            Integer status = (Integer) arguments[0];
            if (self == null || status == null || status < SERVER_ERROR) {
                return null;
            }
            Object context = Reflection.get(self, "getServletContext");
            Object pages = Reflection.get(Reflection.get(context, "getDeployment"), "getErrorPages");
            if (Reflection.call(pages, "getErrorLocation", status) != null) {
                return null;
            }
            Object exchange = Reflection.get(self, "getExchange");
            Object key = Reflection.type(self, "io.undertow.servlet.handlers.ServletRequestContext")
                    .getField("ATTACHMENT_KEY")
                    .get(null);
            Object inContext = Reflection.call(exchange, "getAttachment", key);
            Object request = inContext == null ? null : Reflection.call(inContext, "getServletRequest");
            if (request == null) {
                return null;
            }
            Object thrown = UndertowsThrowable.thrown(request);
            int answered = thrown instanceof VirtualMachineError ? UNAVAILABLE : status;
            if (!isAnswered(request, self, answered, thrown)) {
                return null;
            }
            Reflection.call(self, "responseDone");
            return NOTHING;
        }
    }
}
