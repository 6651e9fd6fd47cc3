/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.webapp;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * {@code /end/*}: ends something that is no request. {@code thread} lets a thread die, {@code task} a repeated task fail, {@code exit} and
 * {@code halt} end the JVM, {@code hanging} tells how many requests would see it.
 */
public final class EndingServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** The status that the JVM ends with. */
    public static final int EXIT_STATUS = 3;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String said = "ended";
        switch (request.getPathInfo()) {
            case "/hanging" -> said = Hang.count() + " hang";
            case "/thread" -> letAThreadDie();
            case "/task" -> letATaskFail();
            case "/exit" -> System.exit(EXIT_STATUS);
            case "/halt" -> Runtime.getRuntime().halt(EXIT_STATUS);
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
        response.setContentType("text/plain;charset=utf-8");
        response.getWriter().print(said);
    }

    private static void letAThreadDie() throws ServletException {
        Thread doomed = new Thread(
                () -> {
                    throw new IllegalStateException(Secret.MESSAGE);
                },
                "doomed");
        doomed.start();
        try {
            doomed.join();
        } catch (InterruptedException e) {
            throw new ServletException(e);
        }
    }

    private static void letATaskFail() throws ServletException {
        ScheduledExecutorService scheduler =
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "scheduler"));
        ScheduledFuture<?> task = scheduler.scheduleAtFixedRate(
                () -> {
                    throw new IllegalStateException(Secret.MESSAGE);
                },
                0,
                1,
                TimeUnit.MILLISECONDS);
        try {
            task.get();
        } catch (ExecutionException | CancellationException e) {
            // That it failed is what was wanted.
            scheduler.shutdown();
        } catch (InterruptedException e) {
            throw new ServletException(e);
        }
    }
}
