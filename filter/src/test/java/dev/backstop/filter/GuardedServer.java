/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.FilterMapping;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.slf4j.LoggerFactory;

/** A real Jetty on an ephemeral port, with the filter in front of servlets that a test brings, and the incidents' log. */
final class GuardedServer implements AutoCloseable {
    /** A servlet as a lambda. */
    @FunctionalInterface
    interface Service {
        void serve(HttpServletRequest request, HttpServletResponse response) throws Exception;
    }

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final ServletContextHandler context = new ServletContextHandler("/");
    private final ErrorPageErrorHandler errorPages = new ErrorPageErrorHandler();
    private final FilterHolder filter = new FilterHolder(BackstopFilter.class);
    private final ListAppender<ILoggingEvent> incidents = new ListAppender<>();
    private final RunningRequests requests = new RunningRequests();

    private GuardedServer(Map<String, String> settings) {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        settings.forEach(filter::setInitParameter);
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.allOf(DispatcherType.class));
        context.setErrorHandler(errorPages);
        requests.setHandler(context);
        server.setHandler(requests);
        incidents.start();
        log().addAppender(incidents);
    }

    /** A server with the given settings as init-params, and nothing to serve yet. */
    static GuardedServer with(Map<String, String> settings) {
        return new GuardedServer(settings);
    }

    /** A started server that serves one thing at every path. */
    static GuardedServer of(Service service) throws Exception {
        return with(Map.of()).serve("/*", service).start();
    }

    /** Puts another filter before Backstop's. */
    GuardedServer outermost(Class<? extends Filter> type) {
        context.getServletHandler().prependFilter(new FilterHolder(type));
        FilterMapping mapping = new FilterMapping();
        mapping.setFilterName(context.getServletHandler().getFilters()[0].getName());
        mapping.setPathSpec("/*");
        context.getServletHandler().prependFilterMapping(mapping);
        return this;
    }

    GuardedServer serve(String path, Service service) {
        ServletHolder holder = new ServletHolder(new ServiceServlet(service));
        holder.setAsyncSupported(true);
        context.addServlet(holder, path);
        return this;
    }

    GuardedServer errorPage(int status, String path) {
        errorPages.addErrorPage(status, path);
        return this;
    }

    GuardedServer errorPage(Class<? extends Throwable> type, String path) {
        errorPages.addErrorPage(type, path);
        return this;
    }

    GuardedServer start() throws Exception {
        server.start();
        return this;
    }

    /** Sends the text, with line ends made CR LF, on a connection of its own, and reads one response. */
    RawResponse exchange(String request) throws IOException {
        try (Socket socket = connect()) {
            send(socket, request);
            return RawResponse.read(socket.getInputStream(), request.startsWith("HEAD "));
        }
    }

    RawResponse get(String path) throws IOException {
        return exchange("GET " + path + " HTTP/1.1\nHost: test\n\n");
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    static void send(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** The lines of the incidents' log when no request runs any more, WARN and above: they come after the answers. */
    List<String> incidents() throws InterruptedException {
        requests.awaitNone();
        return List.copyOf(incidents.list).stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    /** The same, where other threads than the request's may write them: waits until there are so many, if need be in vain. */
    List<String> incidents(int expected) throws InterruptedException {
        long start = System.nanoTime();
        while (incidents().size() < expected && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10)) {
            Thread.onSpinWait();
        }
        return incidents();
    }

    /** The lines of one level of the incidents' log when no request runs any more. */
    List<String> log(Level level) throws InterruptedException {
        requests.awaitNone();
        return List.copyOf(incidents.list).stream()
                .filter(event -> event.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static Logger log() {
        return (Logger) LoggerFactory.getLogger("dev.backstop.incident");
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server does not stop", e);
        }
        log().detachAppender(incidents);
    }

    private static final class RunningRequests extends Handler.Wrapper {
        private int running;

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            change(1);
            Request.addCompletionListener(request, failure -> change(-1));
            return super.handle(request, response, callback);
        }

        private synchronized void change(int by) {
            running += by;
            notifyAll();
        }

        private synchronized void awaitNone() throws InterruptedException {
            while (running > 0) {
                wait();
            }
        }
    }

    private static final class ServiceServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private final transient Service service;

        private ServiceServlet(Service service) {
            this.service = service;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            try {
                service.serve(request, response);
            } catch (IOException | ServletException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new ServletException(e);
            }
        }
    }
}
