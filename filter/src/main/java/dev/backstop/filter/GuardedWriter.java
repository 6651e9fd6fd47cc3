/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Passes everything to the container's writer at once; only {@link #flush} and {@link #close} may be held back. Each method goes
 * to the same method there, because containers have line ends, locales and encodings of their own.
 *
 * <p>One per response. As safe for use by many threads as the container's own writer is.
 */
final class GuardedWriter extends PrintWriter implements GuardedResponse.Output {
    /** As long as any number or line end that is printed: it need not be exact, see {@link GuardedResponse#beginWrite}. */
    private static final int SHORT = 8;

    private final GuardedResponse response;

    GuardedWriter(GuardedResponse response, PrintWriter writer) {
        super(writer);
        this.response = response;
    }

    /** The container's, which the superclass keeps: this need not keep it twice. */
    private PrintWriter writer() {
        return (PrintWriter) out;
    }

    @Override
    public void write(int c) {
        if (begin(1)) {
            writer().write(c);
            end();
        }
    }

    @Override
    public void write(char[] chars, int offset, int length) {
        if (begin(length)) {
            writer().write(chars, offset, length);
            end();
        }
    }

    @Override
    public void write(char[] chars) {
        write(chars, 0, chars.length);
    }

    @Override
    public void write(String text, int offset, int length) {
        if (begin(length)) {
            writer().write(text, offset, length);
            end();
        }
    }

    @Override
    public void write(String text) {
        write(text, 0, text.length());
    }

    @Override
    public void print(boolean b) {
        if (begin(SHORT)) {
            writer().print(b);
            end();
        }
    }

    @Override
    public void print(char c) {
        if (begin(1)) {
            writer().print(c);
            end();
        }
    }

    @Override
    public void print(int i) {
        if (begin(SHORT)) {
            writer().print(i);
            end();
        }
    }

    @Override
    public void print(long l) {
        if (begin(SHORT)) {
            writer().print(l);
            end();
        }
    }

    @Override
    public void print(float f) {
        if (begin(SHORT)) {
            writer().print(f);
            end();
        }
    }

    @Override
    public void print(double d) {
        if (begin(SHORT)) {
            writer().print(d);
            end();
        }
    }

    @Override
    public void print(char[] chars) {
        if (begin(chars.length)) {
            writer().print(chars);
            end();
        }
    }

    @Override
    public void print(@Nullable String text) {
        if (begin(text == null ? SHORT : text.length())) {
            writer().print(text);
            end();
        }
    }

    @Override
    public void print(@Nullable Object object) {
        print(String.valueOf(object));
    }

    @Override
    public void println() {
        if (begin(SHORT)) {
            writer().println();
            end();
        }
    }

    @Override
    public void println(boolean b) {
        print(b);
        println();
    }

    @Override
    public void println(char c) {
        print(c);
        println();
    }

    @Override
    public void println(int i) {
        print(i);
        println();
    }

    @Override
    public void println(long l) {
        print(l);
        println();
    }

    @Override
    public void println(float f) {
        print(f);
        println();
    }

    @Override
    public void println(double d) {
        print(d);
        println();
    }

    @Override
    public void println(char[] chars) {
        print(chars);
        println();
    }

    @Override
    public void println(@Nullable String text) {
        print(text);
        println();
    }

    @Override
    public void println(@Nullable Object object) {
        println(String.valueOf(object));
    }

    @Override
    public PrintWriter format(String format, @Nullable Object... arguments) {
        if (begin(format.length())) {
            writer().format(format, arguments);
            end();
        }
        return this;
    }

    @Override
    public PrintWriter format(@Nullable Locale locale, String format, @Nullable Object... arguments) {
        if (begin(format.length())) {
            writer().format(locale, format, arguments);
            end();
        }
        return this;
    }

    @Override
    public void flush() {
        try {
            if (response.beginFlush()) {
                writer().flush();
            }
        } catch (IOException e) {
            setError();
        }
    }

    @Override
    public void close() {
        if (response.beginClose()) {
            writer().close();
        }
    }

    @Override
    public void closeNow() {
        writer().close();
    }

    /** Flushes, as {@link PrintWriter#checkError} does, unless the flush is held back. */
    @Override
    public boolean checkError() {
        return !response.isHeld() && !response.isAnswered() && writer().checkError();
    }

    private void end() {
        try {
            response.endWrite();
        } catch (IOException e) {
            setError();
        }
    }

    private boolean begin(int length) {
        try {
            return response.beginWrite(length);
        } catch (IOException e) {
            setError();
            return false;
        }
    }
}
