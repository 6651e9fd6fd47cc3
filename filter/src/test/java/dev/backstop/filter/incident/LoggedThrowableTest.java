/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter.incident;

import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** No message gets a line of its own, whether the log prints a stack trace by itself or lets the JDK do it. */
class LoggedThrowableTest {
    private static final String FORGED = "FORGED 01-01 ERROR all is lost";

    @Test
    void isTheThrowableItselfWhereNothingIsToEscape() {
        Exception failure = new IllegalStateException("no order \u00fc", new RuntimeException((String) null));
        failure.addSuppressed(new IllegalArgumentException("nor this"));

        assertSame(failure, LoggedThrowable.of(failure));
    }

    @Test
    void standsInWithMessageAndStackTraceAndCauses() {
        Exception failure = new IllegalStateException("no order\n7", new IllegalArgumentException("bad id"));

        Throwable logged = LoggedThrowable.of(failure);

        assertEquals("java.lang.IllegalStateException: no order\\u000a7", logged.toString());
        assertArrayEquals(failure.getStackTrace(), logged.getStackTrace());
        assertEquals(
                "java.lang.IllegalArgumentException: bad id", causeOf(logged).toString());
        assertArrayEquals(causeOf(failure).getStackTrace(), causeOf(logged).getStackTrace());
    }

    @Test
    void keepsWhatWasSuppressed() {
        Exception failure = new IllegalStateException("no\norder");
        failure.addSuppressed(new IllegalArgumentException("the close failed too"));

        Throwable logged = LoggedThrowable.of(failure);

        assertEquals("java.lang.IllegalArgumentException: the close failed too", logged.getSuppressed()[0].toString());
    }

    @Test
    void hasNoColonWithoutAMessage() {
        Throwable logged = LoggedThrowable.of(new IllegalStateException("no\norder", new NullPointerException()));

        assertEquals("java.lang.NullPointerException", causeOf(logged).toString());
    }

    static Stream<Throwable> forgeries() {
        String message = "oops\n" + FORGED;
        Throwable deep = new IllegalStateException(message);
        for (int i = 0; i < 1000; i++) {
            deep = new RuntimeException("level", deep);
        }
        Throwable suppressed = new RuntimeException("safe");
        suppressed.addSuppressed(new RuntimeException("safe", new IllegalStateException(message)));
        Throwable suppressedTwice = new RuntimeException("safe");
        Throwable middle = new RuntimeException("safe");
        middle.addSuppressed(new IllegalStateException(message));
        suppressedTwice.addSuppressed(middle);
        Throwable causeSuppressed = new RuntimeException("safe", suppressedTwice);
        return Stream.of(
                new IllegalStateException(message),
                new RuntimeException("safe", new IllegalStateException(message)),
                deep,
                suppressed,
                suppressedTwice,
                causeSuppressed,
                new OwnText(message, "safe", "safe"),
                new OwnText("safe", message, "safe"),
                new OwnText("safe", "safe", message),
                new RuntimeException("carriage return\r" + FORGED),
                new RuntimeException("next line\u0085" + FORGED),
                new RuntimeException("line separator\u2028" + FORGED));
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void letsNoMessageForgeALine(Throwable forgery) {
        Throwable logged = LoggedThrowable.of(forgery);

        assertNoForgedLine(printed(logged));
        assertNoForgedLine(ThrowableProxyUtil.asString(new ThrowableProxy(logged)));
    }

    private static void assertNoForgedLine(String text) {
        assertFalse(text.matches("(?s).*[\\n\\r\\x{85}\\x{2028}\\x{2029}]" + FORGED + ".*"), text);
    }

    @Test
    void endsWithACycleOfCauses() {
        RuntimeException first = new RuntimeException("first\n");
        RuntimeException second = new RuntimeException("second", first);
        first.initCause(second);

        assertTrue(printed(LoggedThrowable.of(first)).contains("second"));
        assertTrue(printed(LoggedThrowable.of(second)).contains("first"));
    }

    @Test
    void endsWithAnEndlessChain() {
        assertTrue(printed(LoggedThrowable.of(new Endless(0))).contains("level 1"));
    }

    @Test
    void standsInForAMessageThatCannotBeHad() {
        RuntimeException failure = new RuntimeException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new IllegalStateException("no message either");
            }
        };

        assertTrue(LoggedThrowable.of(failure).toString().contains("(its message cannot be had)"));
    }

    private static Throwable causeOf(Throwable throwable) {
        return requireNonNull(throwable.getCause());
    }

    private static String printed(Throwable throwable) {
        StringWriter text = new StringWriter();
        throwable.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** Has different texts for different readers. */
    private static final class OwnText extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String localized;
        private final String text;

        private OwnText(String message, String localized, String text) {
            super(message);
            this.localized = localized;
            this.text = text;
        }

        @Override
        public String getLocalizedMessage() {
            return localized;
        }

        @Override
        @SuppressWarnings("OverrideThrowableToString")
        public String toString() {
            return text;
        }
    }

    /** Makes its causes as they are asked for. */
    private static final class Endless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int level;

        private Endless(int level) {
            super("level " + level);
            this.level = level;
        }

        @Override
        public synchronized Throwable getCause() {
            return new Endless(level + 1);
        }
    }
}
