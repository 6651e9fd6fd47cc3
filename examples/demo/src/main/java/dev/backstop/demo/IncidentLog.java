/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Sends what containers, filter and the JVM with the agent log to a file, so that the terminal stays readable, and
 * remembers Backstop's latest lines, so that the page can show what an operator sees. Safe for use by many threads.
 */
final class IncidentLog extends AppenderBase<ILoggingEvent> {

    private static final String INCIDENTS = "dev.backstop.incident";
    private static final org.slf4j.Logger OTHER_PROCESS = LoggerFactory.getLogger("dev.backstop.demo.agent");
    private static final int KEPT = 256;
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Deque<String> lines = new ArrayDeque<>();

    /** Takes over the logging of the whole virtual machine. */
    static IncidentLog open(Path file) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.setProperty("org.jboss.logging.provider", "slf4j");
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(toFile(context, file));
        IncidentLog log = new IncidentLog();
        log.setContext(context);
        log.start();
        context.getLogger(INCIDENTS).addAppender(log);
        return log;
    }

    private static FileAppender<ILoggingEvent> toFile(LoggerContext context, Path file) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d %-5level %logger - %kvp %msg%n");
        encoder.start();
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    @Override
    protected void append(ILoggingEvent event) {
        remember(event.getLevel() + " " + event.getLoggerName() + " - " + event.getFormattedMessage());
    }

    /** Takes over a line of another process's log, in which incidents look as they do here. */
    void copy(String line) {
        OTHER_PROCESS.info(line);
        if (line.contains(" " + INCIDENTS + " - ")) {
            remember(line);
        }
    }

    private void remember(String line) {
        synchronized (lines) {
            lines.addLast(line);
            lines.notifyAll();
            if (lines.size() > KEPT) {
                lines.removeFirst();
            }
        }
    }

    /** The line that tells of an incident, if it is one of the latest; waits a little, as the line comes after the answer. */
    Optional<String> lineOf(String incident) {
        long deadline = System.nanoTime() + LONGEST_WAIT_NANOS;
        synchronized (lines) {
            Optional<String> found = find(incident);
            for (long left = deadline - System.nanoTime();
                    found.isEmpty() && left > 0;
                    left = deadline - System.nanoTime()) {
                try {
                    TimeUnit.NANOSECONDS.timedWait(lines, left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return found;
                }
                found = find(incident);
            }
            return found;
        }
    }

    private Optional<String> find(String incident) {
        return lines.stream().filter(line -> line.contains(incident)).findFirst();
    }
}
