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
    /** No longer than any number or line end that is printed, see {@link GuardedResponse#beginWrite}. */
    private static final int SHORT = 1;

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
            try {
                writer().write(c);
            } finally {
                end();
            }
        }
    }

    @Override
    public void write(char[] chars, int offset, int length) {
        if (begin(bytes(chars, offset, length))) {
            try {
                writer().write(chars, offset, length);
            } finally {
                end();
            }
        }
    }

    @Override
    public void write(char[] chars) {
        write(chars, 0, chars.length);
    }

    @Override
    public void write(String text, int offset, int length) {
        if (begin(bytes(text, offset, length))) {
            try {
                writer().write(text, offset, length);
            } finally {
                end();
            }
        }
    }

    /** Unlike {@link PrintWriter}, some containers take null. */
    @Override
    public void write(@Nullable String text) {
        if (begin(text == null ? SHORT : bytes(text, 0, text.length()))) {
            try {
                writer().write(text);
            } finally {
                end();
            }
        }
    }

    @Override
    public void print(boolean b) {
        if (begin(SHORT)) {
            try {
                writer().print(b);
            } finally {
                end();
            }
        }
    }

    @Override
    public void print(char c) {
        if (begin(1)) {
            try {
                writer().print(c);
            } finally {
                end();
            }
        }
    }

    @Override
    public void print(int i) {
        if (begin(SHORT)) {
            try {
                writer().print(i);
            } finally {
                end();
            }
        }
    }

    @Override
    public void print(long l) {
        if (begin(SHORT)) {
            try {
                writer().print(l);
            } finally {
                end();
            }
        }
    }

    @Override
    public void print(float f) {
        if (begin(SHORT)) {
            try {
                writer().print(f);
            } finally {
                end();
            }
        }
    }

    @Override
    public void print(double d) {
        if (begin(SHORT)) {
            try {
                writer().print(d);
            } finally {
                end();
            }
        }
    }

    @Override
    public void print(char[] chars) {
        if (begin(bytes(chars, 0, chars.length))) {
            try {
                writer().print(chars);
            } finally {
                end();
            }
        }
    }

    @Override
    public void print(@Nullable String text) {
        if (begin(text == null ? SHORT : bytes(text, 0, text.length()))) {
            try {
                writer().print(text);
            } finally {
                end();
            }
        }
    }

    @Override
    public void print(@Nullable Object object) {
        print(String.valueOf(object));
    }

    @Override
    public void println() {
        if (begin(SHORT)) {
            try {
                writer().println();
            } finally {
                end();
            }
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
        if (begin(Math.min(SHORT, format.length()))) {
            try {
                writer().format(format, arguments);
            } finally {
                end();
            }
        }
        return this;
    }

    @Override
    public PrintWriter format(@Nullable Locale locale, String format, @Nullable Object... arguments) {
        if (begin(Math.min(SHORT, format.length()))) {
            try {
                writer().format(locale, format, arguments);
            } finally {
                end();
            }
        }
        return this;
    }

    @Override
    public void flush() {
        try {
            if (response.beginFlush()) {
                try {
                    writer().flush();
                } finally {
                    end();
                }
            }
        } catch (IOException e) {
            setError();
        }
    }

    @Override
    public void close() {
        try {
            if (response.beginClose()) {
                try {
                    writer().close();
                } finally {
                    end();
                }
            }
        } catch (IOException e) {
            setError();
        }
    }

    /** It counts characters, which are bytes at least. */
    @Override
    public boolean countsBytes() {
        return false;
    }

    @Override
    public void closeNow() {
        writer().close();
    }

    /** Flushes, as {@link PrintWriter#checkError} does, unless the flush is held back. True also if the response was taken over. */
    @Override
    public boolean checkError() {
        if (response.isTaken()) {
            return response.isRefusing();
        }
        flush();
        return !response.isHeld() && writer().checkError();
    }

    /** How many bytes characters are, if a wrong number would matter; else how many they are. */
    private int bytes(String text, int offset, int length) {
        int bytes = length;
        if (isCounted()) {
            for (int i = offset; i < offset + length; i++) {
                bytes += more(text.charAt(i));
            }
        }
        return bytes;
    }

    private int bytes(char[] chars, int offset, int length) {
        int bytes = length;
        if (isCounted()) {
            for (int i = offset; i < offset + length; i++) {
                bytes += more(chars[i]);
            }
        }
        return bytes;
    }

    private boolean isCounted() {
        return response.promisedLength() >= 0 && "UTF-8".equalsIgnoreCase(response.getCharacterEncoding());
    }

    /** Each half of a surrogate pair is two bytes of UTF-8's four; one alone becomes a question mark. */
    private static int more(char c) {
        if (c < 0x80) {
            return 0;
        }
        return c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
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
